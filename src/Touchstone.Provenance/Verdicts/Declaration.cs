namespace Touchstone.Provenance.Verdicts;

/// <summary>What signers say an asset is, by the strongest digital source type of its history (IPTC digital source type vocabulary; C2PA 2.2 §18.15.4).</summary>
public enum DeclarationKind
{
    /// <summary>Nothing is declared.</summary>
    None,
    /// <summary>Captured by a camera or recorder.</summary>
    Captured,
    /// <summary>Made or edited by people or programs, without generative models.</summary>
    Edited,
    /// <summary>Partly made by a generative model.</summary>
    PartlyGenerated,
    /// <summary>Made by a generative model.</summary>
    Generated,
}

/// <summary>What signers declare.</summary>
/// <param name="Kind">The strongest declaration of the history.</param>
/// <param name="SourceTypes">All digital source types, last part of the term, in history order, the active manifest's first.</param>
/// <param name="Generators">Software named by the actions or claims that declare generation.</param>
public sealed record Declaration(DeclarationKind Kind, IReadOnlyList<string> SourceTypes, IReadOnlyList<string> Generators)
{
    /// <summary>Nothing declared.</summary>
    public static Declaration None { get; } = new(DeclarationKind.None, [], []);

    private static readonly Dictionary<string, DeclarationKind> _kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trainedAlgorithmicMedia"] = DeclarationKind.Generated,
        ["trainedAlgorithmicData"] = DeclarationKind.Generated,
        ["compositeWithTrainedAlgorithmicMedia"] = DeclarationKind.PartlyGenerated,
        ["compositeSynthetic"] = DeclarationKind.PartlyGenerated,
        ["digitalCapture"] = DeclarationKind.Captured,
        ["computationalCapture"] = DeclarationKind.Captured,
        ["negativeFilm"] = DeclarationKind.Captured,
        ["positiveFilm"] = DeclarationKind.Captured,
        ["print"] = DeclarationKind.Captured,
        ["compositeCapture"] = DeclarationKind.Captured,
        ["screenCapture"] = DeclarationKind.Edited,
        ["minorHumanEdits"] = DeclarationKind.Edited,
        ["humanEdits"] = DeclarationKind.Edited,
        ["composite"] = DeclarationKind.Edited,
        ["digitalArt"] = DeclarationKind.Edited,
        ["digitalCreation"] = DeclarationKind.Edited,
        ["dataDrivenMedia"] = DeclarationKind.Edited,
        ["algorithmicMedia"] = DeclarationKind.Edited,
        ["algorithmicallyEnhanced"] = DeclarationKind.Edited,
        ["virtualRecording"] = DeclarationKind.Edited,
        ["softwareImage"] = DeclarationKind.Edited,
        ["minorRetouch"] = DeclarationKind.Edited,
    };

    internal static Declaration Of(IReadOnlyList<ManifestReport> manifests)
    {
        var kind = DeclarationKind.None;
        List<string> types = [];
        List<string> generators = [];
        foreach (var manifest in manifests)
        {
            foreach (var action in manifest.Actions)
            {
                var found = action.DigitalSourceType is { } type ? _kinds.GetValueOrDefault(type) : DeclarationKind.None;
                if (action.DigitalSourceType is { } written && !types.Contains(written)) types.Add(written);
                if (found is DeclarationKind.Generated or DeclarationKind.PartlyGenerated)
                    generators.AddRange(new[] { action.Agent ?? (manifest.Generators.Count > 0 ? manifest.Generators[0] : null) }.OfType<string>().Where(g => !generators.Contains(g)));
                if (found > kind) kind = found;
                // Something was done to it, whatever it was made from.
                else if (kind is DeclarationKind.None or DeclarationKind.Captured && IsEdit(action.Name)) kind = DeclarationKind.Edited;
            }
        }
        // The strongest of the whole history: a generated part stays one, whatever was done after.
        return new Declaration(kind, types, generators);
    }

    private static bool IsEdit(string action) => action is "c2pa.edited" or "c2pa.drawing" or "c2pa.placed" or "c2pa.removed" or "c2pa.filtered" or "c2pa.cropped" or "c2pa.color_adjustments" or "c2pa.orientation" or "c2pa.resized" or "c2pa.dubbed" or "c2pa.translated" or "c2pa.addedText" or "c2pa.adjustedColor";
}
