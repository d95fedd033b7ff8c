using System.Text.Json.Nodes;

namespace PostSoftwareHook.Incident;

/// <summary>What OLM says of a bundle in a Subscription's conditions (operator-framework/api pkg/operators/v1alpha1/subscription_types.go).</summary>
internal static class SubscriptionConditions
{
    public const string UnpackFailed = "BundleUnpackFailed";
    public const string Unpacking = "BundleUnpacking";

    /// <summary>OLM's state of a Subscription that has nothing to install.</summary>
    public const string UpToDate = "AtLatestKnown";

    public static string? State(this CustomResource subscription) => subscription.Status?["state"]?.GetValue<string>();

    public static bool Has(this CustomResource subscription, string type) =>
        Of(subscription).Any(condition => condition["type"]?.GetValue<string>() == type && condition["status"]?.GetValue<string>() == "True");

    /// <summary>The status with this condition in place of the one of its type.</summary>
    public static JsonObject With(CustomResource? subscription, JsonObject condition) =>
        new() { ["conditions"] = new JsonArray([.. Without(subscription, [condition["type"]!.GetValue<string>()]), condition]) };

    /// <summary>The status after the bundle was unpacked and installed.</summary>
    public static JsonObject Installed(CustomResource subscription) => new()
    {
        ["state"] = UpToDate,
        ["conditions"] = new JsonArray([.. Without(subscription, [Unpacking, UnpackFailed])]),
    };

    public static JsonObject InProgress() => New(Unpacking, "UnpackingInProgress", "");

    /// <summary>In the words of OLM up to 0.42 (catalog/operator.go, syncResolvingNamespace).</summary>
    public static JsonObject FailedBecause(string reason, string message) =>
        New(UnpackFailed, "BundleUnpackFailed", $"bundle unpacking failed. Reason: {reason}, and Message: {message}");

    /// <summary>Whether the Subscription has this condition, apart from its times.</summary>
    public static bool Says(this CustomResource subscription, JsonObject condition) => Of(subscription).Any(each =>
        ((string[])["type", "status", "reason", "message"]).All(field => (each[field]?.GetValue<string>() ?? "") == (condition[field]?.GetValue<string>() ?? "")));

    private static IEnumerable<JsonObject> Of(CustomResource? subscription) =>
        (subscription?.Status?["conditions"] as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<JsonNode> Without(CustomResource? subscription, string[] types) =>
        Of(subscription).Where(condition => !types.Contains(condition["type"]?.GetValue<string>())).Select(condition => condition.DeepClone());

    private static JsonObject New(string type, string reason, string message)
    {
        var condition = new JsonObject
        {
            ["type"] = type,
            ["status"] = "True",
            ["reason"] = reason,
            ["lastTransitionTime"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        };
        if (message.Length > 0)
        {
            condition["message"] = message;
        }

        return condition;
    }
}
