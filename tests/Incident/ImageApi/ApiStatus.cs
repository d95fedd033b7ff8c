using System.Text.Json.Nodes;

namespace PostSoftwareHook.Incident;

/// <summary>Writes errors as Kubernetes' API does (apimachinery pkg/api/errors/errors.go).</summary>
internal static class ApiStatus
{
    private const string Group = "image.openshift.io";

    public static JsonObject Success() => new() { ["metadata"] = new JsonObject(), ["status"] = "Success" };

    public static JsonObject NotFound(string image) => Failure(
        404, "NotFound", $"dockerimage.{Group} \"{image}\" not found", new JsonObject { ["name"] = image, ["group"] = Group, ["kind"] = "dockerimage" });

    public static JsonObject Unauthorized(string message) => Failure(401, "Unauthorized", message);

    public static JsonObject InternalError(string error) => Failure(
        500, "InternalError", $"Internal error occurred: {error}", new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = error }) });

    public static JsonObject BadRequest(string message) => Failure(400, "BadRequest", message);

    public static JsonObject Forbidden(string user, string @namespace) => Failure(
        403,
        "Forbidden",
        $"imagestreamimports.{Group} is forbidden: User \"{user}\" cannot create resource \"imagestreamimports\" in API group \"{Group}\" in the namespace \"{@namespace}\"",
        new JsonObject { ["group"] = Group, ["kind"] = "imagestreamimports" });

    /// <summary>An ImageStreamImport that validation refuses.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="reason">The cause's reason, such as FieldValueForbidden.</param>
    /// <param name="field">The field that is wrong.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static JsonObject Invalid(string name, string reason, string field, string problem) => Failure(
        422,
        "Invalid",
        $"ImageStreamImport.{Group} \"{name}\" is invalid: {field}: {problem}",
        new JsonObject
        {
            ["name"] = name,
            ["group"] = Group,
            ["kind"] = "ImageStreamImport",
            ["causes"] = new JsonArray(new JsonObject { ["reason"] = reason, ["message"] = problem, ["field"] = field }),
        });

    /// <summary>The status as an answer of its own.</summary>
    public static JsonObject Standalone(JsonObject status)
    {
        status["kind"] = "Status";
        status["apiVersion"] = "v1";
        return status;
    }

    private static JsonObject Failure(int code, string reason, string message, JsonObject? details = null)
    {
        var status = new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = message, ["reason"] = reason };
        if (details is not null)
        {
            status["details"] = details;
        }

        status["code"] = code;
        return status;
    }
}
