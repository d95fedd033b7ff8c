using System.Reflection;
using Xunit.Sdk;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Runs a theory with each ansible-core.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothAnsibleCoresAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<AnsibleCore>().Select(core => new object[] { core });
}
