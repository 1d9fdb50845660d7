using Touchstone.Engine.Findings;
using Touchstone.Provenance;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Residue;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench;
using Touchstone.Workbench.Exhibits;
using Touchstone.Media;

namespace Touchstone.Tests.Workbench.Reports;

/// <summary>A made-up validation in which every text that a file could choose is hostile.</summary>
internal static class SampleCredentials
{
    public const string Hostile = "<script>alert('c')</script>\u202E\"><img src=x onerror=alert(1)>";

    public static readonly DateTimeOffset At = new(2026, 11, 23, 23, 59, 59, TimeSpan.Zero);

    /// <summary>Three manifests: the first contains the second and the third, and all three name the third, which names the first.</summary>
    public static ProvenanceReport Report() => Empty(CredentialState.Invalid) with
    {
        Place = "APP11 segments " + Hostile,
        RemoteUrl = "javascript:alert(1)" + Hostile,
        ActiveLabel = "urn:c2pa:one",
        Axes = [new AxisStatement(Axis.Integrity, AxisLevel.Bad, "The bytes are not the ones that were signed. " + Hostile), new AxisStatement(Axis.Coverage, AxisLevel.Good, "All is signed.")],
        Manifests =
        [
            Manifest("urn:c2pa:one", Ingredient("urn:c2pa:two", "componentOf"), Ingredient("urn:c2pa:three", "parentOf"), Ingredient(null, "inputTo"), Ingredient("urn:c2pa:" + Hostile, Hostile)),
            Manifest("urn:c2pa:two", Ingredient("urn:c2pa:three", "parentOf")),
            Manifest("urn:c2pa:three", Ingredient("urn:c2pa:one", "parentOf")),
        ],
        Active = [Failure("assertion.dataHash.mismatch", "urn:c2pa:one/c2pa.assertions/c2pa.hash.data"), Failure("signingCredential.untrusted", "urn:c2pa:one/c2pa.signature")],
        RecordedFailures = [Failure("claimSignature.mismatch", "urn:c2pa:three/c2pa.signature"), Failure(Hostile, Hostile)],
        Coverage = new CoverageMap(10_000_000, 9_000_000,
        [
            new UncoveredStretch(new ByteRange(20, 999_990), Hostile, RegionRole.Credentials, "The store. " + Hostile),
            new UncoveredStretch(new ByteRange(9_999_999, 1), "after the end", RegionRole.Unaccounted, "One byte."),
        ]),
        OtherPolicy = new PolicyDifference(ValidationPolicy.Reference, CredentialState.Valid, [Failure("assertion.dataHash.mismatch", Hostile)], []),
        TrustWarnings = ["The list itl is of 2026-01-01, 326 days old; who joined since is not on it."],
        Residue = [new ResidueFinding(ResidueCode.History, Hostile, null)],
        Damage = [Hostile],
    };

    public static ProvenanceReport Empty(CredentialState state) => new()
    {
        State = state, Summary = "The state in a sentence.", Format = AssetFormat.Jpeg, Policy = ValidationPolicy.Strict, TrustProfile = "itl", At = At,
    };

    public static Examined Examined(ProvenanceReport report, IReadOnlyList<Exhibit>? exhibits = null) => SampleExaminations.Make("signed.jpg", MediaFormat.Jpeg, MediaKind.Image, [Finding(report)], exhibits ?? []);

    public static Finding Finding(ProvenanceReport report) => new()
    {
        Question = Question.Provenance, DetectorId = "ContentCredentials", DetectorVersion = "1.0",
        State = report.State is CredentialState.None or CredentialState.Unreadable ? FindingState.NotApplicable : FindingState.Measured,
        Reason = new Reason(report.State is CredentialState.None ? Codes.NotApplicableNoTrace : Codes.Measured, report.Summary), Credentials = report,
        Observations = [new Observation("credentials.integrity", Weight.Anomaly, "The bytes are not the ones that were signed.", "Services re-encode.", null)],
    };

    public static IngredientReport Ingredient(string? label, string relationship) => new("self#jumbf=/c2pa/x", "from " + Hostile, "image/jpeg" + Hostile, relationship, label, label is not null && !label.Contains('<', StringComparison.Ordinal), null);

    public static ManifestReport Manifest(string label, params IngredientReport[] ingredients) => new()
    {
        Label = label, Kind = ManifestKind.Standard, ClaimVersion = 2, Title = label + Hostile, Format = "image/jpeg" + Hostile, Generators = ["maker " + Hostile],
        Signature = new SignatureReport("es256", true)
        {
            Signer = new CertificateFacts("CN=" + Hostile, Hostile, "Org " + Hostile, "CN=" + Hostile, "01", At.AddYears(-1), At.AddYears(1), new string('a', 64)),
            ClaimedTime = At.AddDays(-3),
        },
        Actions = [new ActionReport("c2pa.created", "2026" + Hostile, "agent " + Hostile, "trainedAlgorithmicMedia", Hostile), new ActionReport(Hostile, null, null, Hostile, null)],
        Ingredients = ingredients, Assertions = [new AssertionReport("c2pa.actions" + Hostile, 12, true)], SoftBindings = [Hostile],
        Statuses = [Failure("assertion.missing", label + "/c2pa.assertions/gone")],
    };

    private static Status Failure(string code, string url) => new(code, StatusKind.Failure, "self#jumbf=/c2pa/" + url, "What was found. " + Hostile);
}
