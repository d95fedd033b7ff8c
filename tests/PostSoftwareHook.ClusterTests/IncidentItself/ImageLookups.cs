using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>Asks the image API for images, as <c>oc import-image --dry-run</c> does.</summary>
internal static class ImageLookups
{
    /// <summary>The answer to an ImageStreamImport that stores nothing.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="ns">The namespace whose pull secrets are used.</param>
    /// <param name="images">The images.</param>
    public static Task<JsonElement> LookUpAsync(this IKubernetes client, string ns, params IEnumerable<string> images) => ImportAsync(client, ns, import: false, images);

    /// <summary>The answer to an ImageStreamImport.</summary>
    public static Task<JsonElement> ImportAsync(this IKubernetes client, string ns, bool import, params IEnumerable<string> images)
    {
        var body = new
        {
            kind = "ImageStreamImport",
            apiVersion = "image.openshift.io/v1",
            metadata = new { name = "lookup" },
            spec = new { import, images = images.Select(name => new { from = new { kind = "DockerImage", name }, importPolicy = new { } }) },
        };
        return client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonElement>(body, "image.openshift.io", "v1", ns, "imagestreamimports");
    }

    /// <summary>The status of the only image in an answer.</summary>
    public static JsonElement OnlyStatus(this JsonElement answer) => answer.GetProperty("status").GetProperty("images").EnumerateArray().Single().GetProperty("status");

    /// <summary>A field of a status; empty if it is not there.</summary>
    public static string Text(this JsonElement status, string field) => status.TryGetProperty(field, out var value) ? value.GetString()! : "";

    /// <summary>The code and the text of the refusal that <paramref name="request"/> gets.</summary>
    public static async Task<(HttpStatusCode Code, string Text)> RefusalAsync(Task request)
    {
        var refusal = await Assert.ThrowsAsync<HttpOperationException>(() => request);
        return (refusal.Response.StatusCode, refusal.Response.Content);
    }

    /// <summary>The content of a pull secret with one login.</summary>
    public static string PullSecretOf(string host, RegistryCredential credential) => DockerConfig.WriteJson([new(host, credential)]);
}
