namespace Touchstone.Workbench.Exhibits;

/// <summary>Names and types of exhibits, shared by the maker and the report.</summary>
internal static class ExhibitNames
{
    public const string Preview = "preview";
    public const string Thumbnail = "thumbnail";
    public const string Frame = "frame-";
    public const string Waveform = "waveform";
    public const string Spectrogram = "spectrogram";
    public const string Shots = "shots";

    /// <summary>Pictures stored in credentials: the manifest's number follows, and the ingredient's.</summary>
    public const string Stored = "stored-";

    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    /// <summary>Pairs of signed bytes, lowest and highest sample of each column, ±127 = full scale.</summary>
    public const string Envelope = "application/vnd.touchstone.envelope";

    /// <summary>Pairs of little-endian 64-bit floats: start and end of each span, seconds.</summary>
    public const string Spans = "application/vnd.touchstone.spans";
}
