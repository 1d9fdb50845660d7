using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Fingerprints;

namespace Touchstone.Engine.Detectors.Metadata.GeneratorFingerprint;

/// <summary>Looks for the marks that generators leave in metadata, manifests and pixels. See the card for what a mark is worth.</summary>
public sealed class GeneratorFingerprint : IDetector
{
    private const string Copied = "Anyone can write this mark and take it away; programs copy it into pictures that only have a generated part, and into screenshots of settings.";
    private const string Disclosed = "A signed disclosure is what honest makers are asked for; it says how the media was made, not that it misleads.";
    private const string Broken = "The manifest does not hold for this file; its statement may belong to another one.";

    /// <inheritdoc/>
    public string Id => nameof(GeneratorFingerprint);

    /// <inheritdoc/>
    public string Version => "1.0";

    /// <inheritdoc/>
    public Question Question => Question.Generated;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Image, MediaKind.Audio, MediaKind.Video, MediaKind.Document];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        ArgumentNullException.ThrowIfNull(circumstances);
        var input = SpecimenFingerprints.Of(specimen, circumstances, cancel);
        var matches = FingerprintReader.Read(input, ProvenanceLimits.Default, cancel);
        var watermarks = SoftBindingNotes(input);
        if (matches.Count > 0 || watermarks.Count > 0) return Conclude(matches, watermarks);
        return specimen.Metadata.Fault is { Kind: FaultKind.Damaged } fault
            ? this.Without(fault)
            : this.NotApplicable(Codes.NotApplicableNoTrace, $"None of {FingerprintTable.Shipped.Count} known marks of generators is in the file. Most generated media that passed a service carry none, and some marks cannot be read here, so this clears nothing.") with { Parameters = Parameters() };
    }

    private Finding Conclude(IReadOnlyList<FingerprintMatch> matches, IReadOnlyList<Observation> watermarks)
    {
        var declared = matches.Where(m => m.Class is FingerprintClass.Generated or FingerprintClass.AiPart).ToList();
        var text = declared.Count > 0
            ? $"{Words(declared[0].Class)} by {declared[0].Generator}, as {declared[0].Where} says ({declared[0].BasisText})."
                + (declared.Select(m => m.Generator).Distinct().Skip(1).ToList() is { Count: > 0 } others ? $" Also named: {string.Join("; ", others)}." : "")
            : matches.Count > 0 ? $"{Words(matches[0].Class)}: {matches[0].Generator}, as {matches[0].Where} says ({matches[0].BasisText}). No mark of a generator."
            : "The manifest names a watermark that is not read here. No mark of a generator.";
        return this.Measured(text) with
        {
            Scores = [new Score("marks of generators", declared.Count, "marks", Direction.HigherSupportsManipulation, 1)],
            Observations = [.. matches.Select(Observe).OrderByDescending(o => o.Weight), .. watermarks],
            Parameters = Parameters(),
        };
    }

    private static Observation Observe(FingerprintMatch match) => new(
        "fingerprint." + match.Rule,
        match.Class is FingerprintClass.Generated or FingerprintClass.AiPart ? Weight.Anomaly : Weight.Note,
        $"{Words(match.Class)}: {match.Generator}. {match.Where}, {match.BasisText}: \"{match.Excerpt}\". Precision: {match.Precision}.",
        match.Basis switch { FingerprintBasis.Signed => Disclosed, FingerprintBasis.BrokenSignature => Broken, _ => Copied },
        null);

    private static List<Observation> SoftBindingNotes(FingerprintInput input) =>
    [
        .. (input.Credentials?.Manifests ?? []).SelectMany(m => m.SoftBindings).Distinct(StringComparer.OrdinalIgnoreCase).Select(alg => new Observation(
            "fingerprint.soft-binding", Weight.Note,
            SoftBindings.Find(alg) is { } known ? $"The manifest names a {known.Kind} ({known.Name}, {alg}), which is not read here." : $"The manifest names a soft binding that no public list knows ({alg}).",
            "Soft bindings serve to find a manifest again; they say nothing of how the media was made.", null)),
    ];

    private static Dictionary<string, string> Parameters() => new()
    {
        ["table"] = $"version {FingerprintTable.Shipped.Version} of {FingerprintTable.Shipped.Date:yyyy-MM-dd}, {FingerprintTable.Shipped.Count} marks",
        ["not readable here"] = string.Join(", ", FingerprintTable.Shipped.Unreadable.Select(u => u.Name)),
    };

    private static string Words(FingerprintClass kind) => kind switch
    {
        FingerprintClass.Generated => "Declared as generated",
        FingerprintClass.AiPart => "Declared as generated in part",
        FingerprintClass.Camera => "Declared as captured",
        _ => "Declared as synthetic, drawn or composed",
    };
}
