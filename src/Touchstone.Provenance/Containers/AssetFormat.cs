namespace Touchstone.Provenance.Containers;

/// <summary>A file format that can carry a manifest store, told by content.</summary>
public enum AssetFormat
{
    /// <summary>None of the formats read here.</summary>
    Unknown,
    /// <summary>JPEG: APP11 segments (C2PA 2.2 §A.3.1).</summary>
    Jpeg,
    /// <summary>PNG: caBX chunk (§A.3.2).</summary>
    Png,
    /// <summary>WebP: RIFF chunk C2PA (§A.3.7).</summary>
    WebP,
    /// <summary>WAVE: RIFF chunk C2PA.</summary>
    Wav,
    /// <summary>AVI: RIFF chunk C2PA.</summary>
    Avi,
    /// <summary>GIF: application extension C2PA_GIF.</summary>
    Gif,
    /// <summary>TIFF and DNG: tag 52545.</summary>
    Tiff,
    /// <summary>SVG: base64 in c2pa:manifest.</summary>
    Svg,
    /// <summary>ISO-BMFF (MP4, MOV, M4A, HEIC, AVIF and their fragments): uuid box (§A.5).</summary>
    IsoBmff,
    /// <summary>MP3: ID3 general encapsulated object.</summary>
    Mp3,
    /// <summary>FLAC: ID3 general encapsulated object before the stream.</summary>
    Flac,
    /// <summary>JPEG XL container: jumb box.</summary>
    JpegXl,
    /// <summary>PDF: embedded file with relationship C2PA_Manifest (§A.4).</summary>
    Pdf,
    /// <summary>TrueType or OpenType font: table C2PA (§A.3.9).</summary>
    Font,
    /// <summary>A manifest store by itself (.c2pa).</summary>
    ManifestStore,
}
