using Touchstone.Evaluation.Measures.Credentials;
using Touchstone.Provenance;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Tests.Provenance.Validation;

/// <summary>Holds whole verdicts to those of c2pa-rs 0.91.3. Origin: ref_state_test in manifest.csv of the shared data.</summary>
public sealed class SharedVectorTests
{
    // Files on which we differ on purpose, each with the clause; a file that agrees after all must leave the list.
    private static readonly Dictionary<string, string> _exceptions = [];

    [Fact]
    public void The_state_under_the_reference_policy_is_the_one_the_reference_gives()
    {
        var set = CredentialVectors.FindAll(SharedData.Path("data", "c2pa")).Single();
        List<string> misses = [];
        foreach (var vector in set.Items.Where(v => !v.IsIdentityOnly))
        {
            var report = Examined(vector, set.Options(vector, "test", ValidationPolicy.Reference));
            var agrees = CredentialVectors.ClassOf(report.State) == CredentialVectors.ClassOf(vector.ReferenceState["test"]);
            if (agrees == _exceptions.ContainsKey(vector.Name)) misses.Add($"{vector.Name}: {report.State}, reference {vector.ReferenceState["test"]}");
        }

        Assert.Empty(misses);
    }

    [Theory]
    [InlineData(ValidationPolicy.Strict)]
    [InlineData(ValidationPolicy.Reference)]
    public void An_answer_is_bad_where_the_state_is_invalid_and_nothing_the_signer_cannot_vouch_for_is_good(ValidationPolicy policy)
    {
        var set = CredentialVectors.FindAll(SharedData.Path("data", "c2pa")).Single();
        foreach (var vector in set.Items)
        {
            var report = Examined(vector, set.Options(vector, "test", policy));
            if (report.Axes.Count == 0) continue;
            Axis[] deciding = [Axis.Integrity, Axis.Signature, Axis.Time, Axis.Trust, Axis.History];
            var bad = report.Axes.Any(a => deciding.Contains(a.Axis) && a.Level == AxisLevel.Bad);
            if (report.State == CredentialState.Invalid) Assert.True(bad, vector.Name);
            // What a signer recorded, and time and revocation that the reference lets pass, are said and do not decide.
            if (bad && policy == ValidationPolicy.Strict) Assert.True(report.State == CredentialState.Invalid || report.RecordedFailures.Count > 0, vector.Name);
            if (report.State is CredentialState.Trusted && policy == ValidationPolicy.Strict) Assert.All(report.Manifests.Take(1), m => Assert.True(m.Signature!.IsValid));
        }
    }

    private static ProvenanceReport Examined(CredentialVector vector, ValidationOptions options) =>
        CredentialValidator.Validate(AssetBytes.Of(File.ReadAllBytes(vector.Path)), options, cancel: TestContext.Current.CancellationToken);
}
