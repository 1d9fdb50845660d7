using System.Text.Json;
using Touchstone.Provenance;

namespace Touchstone.Tests.Provenance.Bindings;

// Origin: the shared vectors with the verdicts of c2pa-rs 0.91.3.
public sealed class SharedBindingTests
{
    private static readonly DateTimeOffset _at = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Bindings_are_judged_as_the_reference_judges_them()
    {
        using var verdicts = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("data", "c2pa", "peer-verdict.json")));
        List<string> differences = [];
        foreach (var file in verdicts.RootElement.GetProperty("files").EnumerateObject())
        {
            if (Expected(file.Value) is not { } expected) continue;
            var asset = AssetBytes.Of(File.ReadAllBytes(SharedData.Path("data", "c2pa", file.Name)));
            var report = CredentialValidator.Validate(asset, new ValidationOptions { At = _at, Policy = ValidationPolicy.Reference }, cancel: TestContext.Current.CancellationToken);
            string[] found = [.. report.Active.Select(s => s.Code).Where(IsBinding).Distinct().Order(StringComparer.Ordinal)];
            if (!found.SequenceEqual(expected)) differences.Add($"{file.Name}: {string.Join(' ', found)} instead of {string.Join(' ', expected)}");
        }
        Assert.Empty(differences);
    }

    private static string[]? Expected(JsonElement file)
    {
        var runs = file.GetProperty("c2pa_rs");
        if (!runs.TryGetProperty("test", out var run) || run.ValueKind != JsonValueKind.Object || !run.TryGetProperty("active", out var active) || active.ValueKind != JsonValueKind.Object) return null;
        return [.. active.EnumerateObject().Where(l => l.Value.ValueKind == JsonValueKind.Array).SelectMany(l => l.Value.EnumerateArray())
            .Select(s => s.ValueKind == JsonValueKind.String ? s.GetString()! : s.GetProperty("code").GetString()!)
            .Where(IsBinding).Distinct().Order(StringComparer.Ordinal)];
    }

    // What only informs is left to each.
    private static bool IsBinding(string code) =>
        code.Contains("Hash.", StringComparison.Ordinal) && !code.EndsWith("additionalExclusionsPresent", StringComparison.Ordinal);
}
