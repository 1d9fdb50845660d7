namespace Touchstone.Provenance.Residue;

/// <summary>A trace of credentials that are not there, or not those that were.</summary>
/// <param name="Code">Stable id, one of <see cref="ResidueCode"/>.</param>
/// <param name="Text">What was found, in a sentence.</param>
/// <param name="Offset">Where in the file, bytes, or null where the packet was assembled or unpacked.</param>
public sealed record ResidueFinding(string Code, string Text, long? Offset);

/// <summary>The kinds of residue. A code is never renamed.</summary>
public static class ResidueCode
{
    /// <summary>The XMP points into a manifest store in the file, and there is none.</summary>
    public const string StoreMissing = "residue.store-missing";

    /// <summary>The XMP points to a manifest that the file's store does not hold: the store or the XMP was taken from another file.</summary>
    public const string LabelNotInStore = "residue.label-not-in-store";

    /// <summary>The XMP names a manifest kept elsewhere, and the file holds none.</summary>
    public const string RemoteOnly = "residue.remote-only";

    /// <summary>A place made for a manifest store holds none.</summary>
    public const string EmptyPlace = "residue.empty-place";

    /// <summary>The editing history speaks of Content Credentials, and the file holds none.</summary>
    public const string History = "residue.history";

    /// <summary>The XMP declares names of C2PA, and the file holds no store.</summary>
    public const string Namespace = "residue.namespace";
}
