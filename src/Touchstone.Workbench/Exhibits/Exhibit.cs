namespace Touchstone.Workbench.Exhibits;

/// <summary>A picture made of a specimen for the report, inside the supervised process: the report itself never decodes evidence.</summary>
/// <param name="Name">What it is: "preview", "waveform", "spectrogram", "frame-03".</param>
/// <param name="MediaType">Type of the bytes: "image/png", "image/jpeg".</param>
/// <param name="Derivation">What was done to the evidence to get it, in plain words.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="SourceWidth">Pixels of the evidence it shows; 0 where it shows no image.</param>
/// <param name="SourceHeight">Pixels of the evidence it shows.</param>
/// <param name="StartSeconds">Start of the stretch of time shown, for audio and video.</param>
/// <param name="EndSeconds">End of it.</param>
/// <param name="Bytes">The picture.</param>
public sealed record Exhibit(
    string Name, string MediaType, string Derivation, int Width, int Height, int SourceWidth, int SourceHeight,
    double? StartSeconds, double? EndSeconds, byte[] Bytes);
