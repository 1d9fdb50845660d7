namespace Touchstone.Workbench.Exhibits;

/// <summary>Something made of a specimen to be shown in the report, inside the supervised process: the report itself never decodes evidence.</summary>
/// <param name="Name">What it is: "preview", "thumbnail", "waveform", "spectrogram", "shots", "frame-03".</param>
/// <param name="MediaType">Type of the bytes: "image/png", "image/jpeg", or one of the plain data types in <see cref="ExhibitNames"/>.</param>
/// <param name="Derivation">What was done to the evidence to get it, in plain words.</param>
/// <param name="Width">Pixels, or columns of data.</param>
/// <param name="Height">Pixels; 0 for data.</param>
/// <param name="SourceWidth">Pixels of the evidence it shows; 0 where it shows no image.</param>
/// <param name="SourceHeight">Pixels of the evidence it shows.</param>
/// <param name="StartSeconds">Start of the stretch of time shown, for audio and video.</param>
/// <param name="EndSeconds">End of it.</param>
/// <param name="Bytes">The picture or data.</param>
/// <param name="HighestHz">Top of the frequency axis of a spectrogram, which starts at 0 Hz.</param>
/// <param name="FramesPerSecond">Mean rate of the frames of a film, where the container says it.</param>
public sealed record Exhibit(
    string Name, string MediaType, string Derivation, int Width, int Height, int SourceWidth, int SourceHeight,
    double? StartSeconds, double? EndSeconds, byte[] Bytes, double? HighestHz = null, double? FramesPerSecond = null);
