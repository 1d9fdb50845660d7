using Touchstone.Provenance.Verdicts;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>A text found in a file or a manifest.</summary>
/// <param name="Place">Kind of place, one of <see cref="TextPlace"/>.</param>
/// <param name="Key">Name of the value there; for XMP "{namespace}name".</param>
/// <param name="Value">The text in full.</param>
/// <param name="Basis">What stands behind it.</param>
/// <param name="From">Which part of the file or history, for people: "of an ingredient"; "" for the file itself.</param>
public sealed record StatedText(string Place, string Key, string Value, FingerprintBasis Basis = FingerprintBasis.UnsignedClaim, string From = "");

/// <summary>The places rules name.</summary>
public static class TextPlace
{
    /// <summary>PNG text chunks.</summary>
    public const string Png = "PNG";
    /// <summary>EXIF, keys as in the standard: "UserComment".</summary>
    public const string Exif = "EXIF";
    /// <summary>XMP, keys as "{namespace}name".</summary>
    public const string Xmp = "XMP";
    /// <summary>IPTC-IIM: "Credit".</summary>
    public const string Iptc = "IPTC";
    /// <summary>JPEG comment.</summary>
    public const string Jpeg = "JPEG";
    /// <summary>GIF comment.</summary>
    public const string Gif = "GIF";
    /// <summary>Item list, keys and user data of MP4 and QuickTime.</summary>
    public const string Mp4 = "MP4";
    /// <summary>Tags of Matroska and WebM.</summary>
    public const string Matroska = "Matroska";
    /// <summary>INFO list of AVI and WAVE.</summary>
    public const string Riff = "RIFF";
    /// <summary>ID3 frames.</summary>
    public const string Id3 = "ID3";
    /// <summary>Vorbis comments.</summary>
    public const string Vorbis = "Vorbis";
    /// <summary>Text hidden in the lowest bits of the pixels.</summary>
    public const string Hidden = "hidden";
    /// <summary>A C2PA manifest: "digitalSourceType", "generator", "agent", "signer", "softBinding".</summary>
    public const string Manifest = "C2PA";
    /// <summary>The pixels themselves.</summary>
    public const string Pixels = "pixels";
}

/// <summary>8-bit samples of a still image as stored.</summary>
/// <param name="Width">Pixels per line.</param>
/// <param name="Height">Lines.</param>
/// <param name="Rgb">Row-major interleaved RGB, 3 bytes a pixel.</param>
/// <param name="Alpha">Row-major transparency, 1 byte a pixel; empty where the image stores none.</param>
public sealed record StoredPixels(int Width, int Height, ReadOnlyMemory<byte> Rgb, ReadOnlyMemory<byte> Alpha);

/// <summary>What fingerprints are looked for in: facts that others have read.</summary>
public sealed record FingerprintInput
{
    /// <summary>Texts of the file, XMP apart.</summary>
    public IReadOnlyList<StatedText> Texts { get; init; } = [];

    /// <summary>XMP packets.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Xmp { get; init; } = [];

    /// <summary>What the manifests state, or null where there are none; whether their signatures hold is asked of the report.</summary>
    public ProvenanceReport? Credentials { get; init; }

    /// <summary>Gives the pixels when a rule wants them, or null where they cannot be had; null where they shall not be looked at.</summary>
    public Func<StoredPixels?>? Pixels { get; init; }
}
