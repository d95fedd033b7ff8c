using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Propagation;

/// <summary>The kubelet's words for a pull secret that it can't decode, and words that are like them.</summary>
public class ReadingUnreadableSecrets
{
    private const string Image = "registry.redhat.io/app:1";

    [Theory]
    [InlineData("illegal base64 data at input byte 0")]
    [InlineData("illegal base64 data at input byte 41")]
    [InlineData("unable to parse auth field, must be formatted as base64(username:password)")]
    [InlineData("unexpected end of JSON input")]
    [InlineData("invalid character 'x' looking for beginning of value")]
    [InlineData("invalid character '}' looking for beginning of object key string")]
    [InlineData("invalid character '\\'' looking for beginning of value")]
    [InlineData("invalid character '\"' after object key:value pair")]
    [InlineData("invalid character 'a' after top-level value")]
    [InlineData("invalid character '\\n' in string literal")]
    [InlineData("invalid character 'x' in literal true (expecting 'r')")]
    [InlineData("json: cannot unmarshal array into Go value of type credentialprovider.DockerConfigJSON")]
    [InlineData("json: cannot unmarshal string into Go struct field DockerConfigJSON.auths of type credentialprovider.DockerConfig")]
    [InlineData("json: cannot unmarshal string into Go value of type credentialprovider.dockerConfigEntryWithAuth")]
    [InlineData("json: cannot unmarshal number into Go struct field dockerConfigEntryWithAuth.auth of type string")]
    public void The_words_of_go_and_of_the_kubelet_are_known(string words)
    {
        Assert.True(PullSecretErrorParser.IsUnreadable(words));
        Assert.Equal(PullFailure.UnreadableSecret, PullErrorParser.Classify(words, Image));
        Assert.Equal(PullFailure.UnreadableSecret, PullErrorParser.Classify($"Failed to pull image \"{Image}\": {words}", Image));
        Assert.Equal(PullFailure.UnreadableSecret, PullErrorParser.Classify($"Back-off pulling image \"{Image}\": ErrImagePull: {words}", Image));
    }

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("CrashLoopBackOff")]
    [InlineData("illegal base64 data at input byte")]
    [InlineData("rpc error: code = Unknown desc = illegal base64 data at input byte 0")]
    [InlineData("error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: \"<html>\"")]
    [InlineData("json: cannot unmarshal number into Go value of type manifest.Schema2")]
    [InlineData("failed to decode: unexpected end of JSON input")]
    public void Words_that_are_only_like_them_are_not_taken_for_them(string words)
    {
        Assert.False(PullSecretErrorParser.IsUnreadable(words));
        Assert.NotEqual(PullFailure.UnreadableSecret, PullErrorParser.Classify($"Failed to pull image \"{Image}\": {words}", Image));
    }
}
