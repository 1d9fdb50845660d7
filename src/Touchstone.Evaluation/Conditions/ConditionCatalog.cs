using System.Globalization;
using Touchstone.Media;

namespace Touchstone.Evaluation.Conditions;

/// <summary>Every condition that is measured, and the measuring of them all.</summary>
/// <remarks>Edges of bands are round numbers chosen to part usual from unusual material; a gate that needs others slices by the number itself.</remarks>
public static class ConditionCatalog
{
    private static readonly MediaKind[] _seen = [MediaKind.Image, MediaKind.Video], _still = [MediaKind.Image], _moving = [MediaKind.Video], _heard = [MediaKind.Audio, MediaKind.Video];

    /// <summary>All conditions.</summary>
    public static IReadOnlyList<Condition> All { get; } =
    [
        new("brightness", "grey level", "Mean luma, 0–255; higher is brighter.", "ITU-R BT.601", _seen, Bands(("dark", 0), ("medium", 60), ("bright", 180))),
        new("shadows", "share", "Share of pixels at luma 5 or below, 0–1: detail lost in black.", "definition", _seen, Bands(("open", 0), ("clipped", 0.05))),
        new("highlights", "share", "Share of pixels at luma 250 or above, 0–1: detail lost in white.", "definition", _seen, Bands(("open", 0), ("clipped", 0.05))),
        new("contrast", "grey levels", "95th less 5th percentile of luma, 0–255; higher is more.", "definition", _seen, Bands(("flat", 0), ("medium", 80), ("strong", 180))),
        new("sharpness", "grey levels²", "Variance of the Laplacian at stored size; higher is sharper.", "Pech-Pacheco et al. 2000", _seen, Bands(("soft", 0), ("medium", 50), ("sharp", 500))),
        new("edge-width", "pixels", "Mean width of strong vertical edges between the extremes of luma, at stored size; higher is more blurred.", "Marziliano et al. 2002", _seen, Bands(("narrow", 0), ("medium", 4), ("wide", 7))),
        new("noise", "grey levels", "Standard deviation of noise in the smoothest tenth of 16×16 blocks; higher is noisier.", "Immerkær 1996", _seen, Bands(("low", 0), ("medium", 1.5), ("high", 5))),
        new("megapixels", "10⁶ pixels", "Pixels of the picture or frame.", "definition", _seen, Bands(("small", 0), ("medium", 0.3), ("large", 2))),
        new("jpeg-quality", "1–100", "Quality of the nearest Independent JPEG Group luma table; higher is finer.", "T.81 annex K; IJG", _still, Bands(("low", 0), ("medium", 70), ("high", 90))),
        new("chroma-sampling", "", "Sampling factors of a JPEG's components: 2x2,1x1,1x1 is 4:2:0.", "T.81 A.1.1", _still, []),
        new("duration", "seconds", "Length.", "definition", _heard, Bands(("short", 0), ("medium", 3), ("long", 15))),
        new("level", "dBFS", "Mean power of sounding frames, full scale sine = −3 dB; higher is louder.", "definition", _heard, Bands(("quiet", double.NegativeInfinity), ("medium", -35), ("loud", -15))),
        new("snr", "dB", "Mean power of sounding frames less that of the quietest tenth, over that of the quietest tenth; higher is cleaner, at most 80.", "energy percentiles, as NIST STNR", _heard, Bands(("noisy", double.NegativeInfinity), ("medium", 15), ("clean", 30))),
        new("reverberation", "seconds", "Decay time of free decays after speech, extrapolated to 60 dB: an upper estimate of T60, at least that of the voice itself (0.2 to 0.3).", "Ratnam et al. 2003; ISO 3382-2", _heard, Bands(("dry", 0), ("medium", 0.5), ("reverberant", 0.9))),
        new("bandwidth", "hertz", "Highest frequency whose mean power is within 60 dB of the strongest; higher is wider.", "definition", _heard, Bands(("telephone", 0), ("wide", 4200), ("full", 8500))),
        new("clipping", "share", "Share of samples in runs of three or more at the largest value, 0–1.", "definition", _heard, Bands(("none", 0), ("clipped", 0.0005))),
        new("sample-rate", "hertz", "Samples a second as stored.", "definition", _heard, Bands(("narrow", 0), ("wide", 16000), ("full", 32000))),
        new("audio-codec", "", "Codec of the sound.", "ffprobe", _heard, []),
        new("video-codec", "", "Codec of the picture.", "ffprobe", _moving, []),
        new("frame-rate", "1/s", "Mean frames a second by the container.", "ffprobe", _moving, Bands(("slow", 0), ("usual", 20), ("fast", 40))),
        new("bit-rate", "kbit/s", "Bits of the whole file by its duration.", "definition", _moving, Bands(("low", 0), ("medium", 500), ("high", 4000))),
        new("motion-blur", "ratio", "Edge width of the most blurred tenth of sampled frames over that of the sharpest tenth, ≥ 1; higher is more uneven.", "Marziliano et al. 2002 per frame", _moving, Bands(("steady", 0), ("medium", 1.3), ("strong", 1.8))),
    ];

    private static readonly Dictionary<string, Condition> _byName = All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>The columns of a specimen: the value of each condition that can be measured, and its band.</summary>
    /// <param name="specimen">The specimen.</param>
    /// <param name="cancel">Stops between views.</param>
    /// <returns>By column name: "condition.brightness" = "112.4", "condition.brightness.band" = "medium". What cannot be read or does not apply is left out.</returns>
    public static IReadOnlyDictionary<string, string> Measure(Specimen specimen, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Add(string name, double value)
        {
            if (double.IsNaN(value)) return;
            var condition = _byName[name];
            columns[condition.Column] = value.ToString("G5", CultureInfo.InvariantCulture);
            columns[condition.BandColumn] = condition.BandOf(value);
        }
        void Name(string name, string value)
        {
            if (value.Length > 0) columns[_byName[name].Column] = value;
        }
        if (specimen.Kind == MediaKind.Image) PictureConditions.Measure(specimen, Add, Name);
        if (specimen.Kind == MediaKind.Video) VideoConditions.Measure(specimen, Add, Name);
        cancel.ThrowIfCancellationRequested();
        if (specimen.Kind is MediaKind.Audio or MediaKind.Video) SoundConditions.Measure(specimen, Add, Name);
        return columns;
    }

    private static ConditionBand[] Bands(params (string Name, double From)[] bands) => [.. bands.Select(b => new ConditionBand(b.Name, b.From))];
}
