using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Provenance;
using Touchstone.Provenance.Claims;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Signatures;
using Touchstone.Provenance.Statuses;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Reports.Credentials;

/// <summary>The vocabulary of credentials as a person reads it; what is not known here is shown as it was written.</summary>
internal static class CredentialWords
{
    /// <summary>Said once in a report where there are none.</summary>
    public const string Absence = "No Content Credentials were found. That says nothing about authenticity.";

    private const string Unlisted = "signingCredential.untrusted";

    private static readonly Dictionary<string, string> Sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trainedAlgorithmicMedia"] = "made by a generative model",
        ["trainedAlgorithmicData"] = "data made by a generative model",
        ["compositeWithTrainedAlgorithmicMedia"] = "put together, with parts made by a generative model",
        ["compositeSynthetic"] = "put together, with synthetic parts",
        ["digitalCapture"] = "captured by a digital camera or recorder",
        ["computationalCapture"] = "captured and computed from several exposures or sensors",
        ["negativeFilm"] = "digitised from a film negative",
        ["positiveFilm"] = "digitised from a slide",
        ["print"] = "digitised from a print",
        ["compositeCapture"] = "put together from captures",
        ["screenCapture"] = "taken from a screen",
        ["minorHumanEdits"] = "edited a little by a person",
        ["minorRetouch"] = "edited a little by a person",
        ["humanEdits"] = "edited by a person",
        ["composite"] = "put together from several sources",
        ["digitalArt"] = "drawn or made by a person with digital tools",
        ["digitalCreation"] = "made by a person with digital tools",
        ["dataDrivenMedia"] = "drawn from data",
        ["algorithmicMedia"] = "made by a program, without a trained model",
        ["algorithmicallyEnhanced"] = "enhanced by a program",
        ["virtualRecording"] = "recorded from a virtual scene",
        ["softwareImage"] = "made by software",
        ["empty"] = "empty at this step",
    };

    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["color_adjustments"] = "adjusted colours", ["adjustedColor"] = "adjusted colours", ["placed"] = "placed something in it", ["drawing"] = "drew in it",
        ["orientation"] = "turned or mirrored", ["removed"] = "removed something", ["deleted"] = "deleted something", ["edited.metadata"] = "edited metadata",
        ["changedSpeed"] = "changed its speed", ["addedText"] = "added text", ["watermarked"] = "added a watermark", ["watermarked.bound"] = "added a watermark that names this manifest",
        ["watermarked.unbound"] = "added a watermark", ["filtered"] = "applied a filter", ["resized.proportional"] = "resized in proportion", ["unknown"] = "did something not named",
        ["repackaged"] = "repacked without re-encoding", ["transcoded"] = "encoded anew", ["converted"] = "converted to another format",
    };

    public static string State(CredentialState state) => state switch
    {
        CredentialState.None => "none found",
        CredentialState.Unreadable => "unreadable",
        CredentialState.Inaccessible => "kept elsewhere",
        CredentialState.Invalid => "do not hold",
        CredentialState.Valid => "hold, signer unlisted",
        _ => "hold, signer listed",
    };

    public static string Sign(CredentialState state) => state switch
    {
        CredentialState.None => "–",
        CredentialState.Unreadable => "?",
        CredentialState.Inaccessible => "→",
        CredentialState.Invalid => "✗",
        CredentialState.Valid => "○",
        _ => "✓",
    };

    public static string Question(Axis axis) => axis switch
    {
        Axis.Integrity => "Are the bytes the ones that were signed?",
        Axis.Signature => "Does the signature verify?",
        Axis.Time => "When was it signed, and who says so?",
        Axis.Trust => "Is the signer on a list?",
        Axis.History => "Is the recorded history sound?",
        Axis.Declaration => "What does the signer say it is?",
        Axis.Coverage => "Which bytes did nobody sign for?",
        _ => "Whom does it name as a person?",
    };

    public static (string Sign, string Word) Answer(AxisLevel level) => level switch
    {
        AxisLevel.Good => ("✓", "holds"),
        AxisLevel.Bad => ("✗", "fails"),
        AxisLevel.Caution => ("▲", "caution"),
        AxisLevel.Note => ("•", "note"),
        _ => ("–", "nothing said"),
    };

    public static string Source(string term) => Sources.TryGetValue(term, out var words) ? words : $"declared as “{term}”";

    public static string Action(string name)
    {
        var known = name.StartsWith("c2pa.", StringComparison.Ordinal);
        var bare = known ? name[5..] : name;
        return known && Actions.TryGetValue(bare, out var words) ? words : bare.Length == 0 ? "did something not named" : bare.Replace('_', ' ');
    }

    public static string Relationship(string? relationship) => relationship switch
    {
        "parentOf" => "Made from",
        "componentOf" => "Contains",
        "inputTo" => "Used as input",
        null or "" => "Names",
        _ => $"Related as “{relationship}”",
    };

    public static string Kind(ManifestReport manifest) => manifest.Kind switch
    {
        ManifestKind.Update => "update of credentials, content untouched",
        ManifestKind.Standard => "standard manifest",
        _ => "time-stamp manifest",
    };

    public static string Revoked(Revocation revocation) => revocation switch
    {
        Revocation.NotRevoked => "an answer kept with the credentials says it was not revoked when it signed",
        Revocation.Revoked => "revoked when it signed",
        Revocation.Unknown => "the issuer’s service does not know the certificate",
        _ => "not checked: no answer is kept with the credentials, and nothing is fetched",
    };

    public static string Rules(ValidationPolicy policy) => policy == ValidationPolicy.Strict ? "the specification, word for word (strict)" : "the reference implementation (reference)";

    public static string Role(RegionRole role) => role switch
    {
        RegionRole.Credentials => "credentials",
        RegionRole.Padding => "padding",
        RegionRole.Metadata => "metadata, not signed by anyone",
        RegionRole.Structure => "structure, not signed by anyone",
        RegionRole.Media => "media, not signed by anyone",
        _ => "outside the format, not signed by anyone",
    };

    /// <summary>Why a finding abstains; that there are no credentials is said in one fixed sentence.</summary>
    public static string WhyAbsent(Finding finding) => finding.Credentials is { State: CredentialState.None } ? Absence : finding.Reason.Text;

    /// <summary>A check that failed. That a signer is on no list is told as such, and is no check that failed.</summary>
    public static bool Fails(Status status) => status.Kind == StatusKind.Failure && status.Code != Unlisted;

    public static string Moment(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
