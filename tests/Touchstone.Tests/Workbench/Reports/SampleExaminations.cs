using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Media.Audio;
using Touchstone.Media.Pixels;
using Touchstone.Media.Video;
using Touchstone.Workbench;
using Touchstone.Workbench.Exhibits;

namespace Touchstone.Tests.Workbench.Reports;

/// <summary>Made-up examinations that hold every state a report can show.</summary>
internal static class SampleExaminations
{
    public const string HostileName = "a\"><script>alert('x')</script>\u202Egpj.exe</title> & co.jpg";

    private const int Width = 960, Height = 640;

    public static Examined Image(string name = "harbour.jpg") => Make(name, MediaFormat.Jpeg, MediaKind.Image,
    [
        new Finding
        {
            Question = Question.History, DetectorId = "MetadataConsistency", DetectorVersion = "1.0", State = FindingState.Measured,
            Reason = new Reason(Codes.Measured, "14 rules were asked; 1 contradiction, 1 anomaly, 1 note."),
            Observations =
            [
                new Observation("meta.software", Weight.Note, "Software is \"Snapseed <b>2.0</b>\".", "", 312),
                new Observation("meta.thumbnail-differs", Weight.Contradiction, "The stored thumbnail shows another picture than the image: correlation 0.31.", "", 1204),
                new Observation("meta.time-order", Weight.Anomaly, "The file was modified (2019:03:01 10:00:00) before it was taken (2019:03:01 10:00:07).", "The camera's clock was set between the two.", 420),
            ],
        },
        new Finding
        {
            Question = Question.LocallyEdited, DetectorId = "DoubleJpeg", DetectorVersion = "1.0", State = FindingState.Measured,
            Reason = new Reason(Codes.Measured, "A region of 4.1 % of the image was compressed once where the rest was compressed twice."),
            Parameters = new Dictionary<string, string> { ["coefficients"] = "15", ["primary steps tried"] = "1–30" },
            Scores = [new Score("largest coherent region", 0.041, "share of blocks", Direction.HigherSupportsManipulation, 0.01), new Score("primary step of DC", 7, "quantisation steps", Direction.Descriptive, null)],
            Evidence = new CalibratedEvidence(new Llr(3.1, 2.2, 4.0), "double-jpeg-v1 sha256:9f2c"),
            Maps = [Blob("probability of single compression", "probability under the model", 0, 1, Direction.HigherSupportsManipulation, 0.5f, 1)],
            Regions = [new Region(560, 200, 200, 200, "single compression, 0.041 of blocks", 0)],
        },
        new Finding
        {
            Question = Question.LocallyEdited, DetectorId = "NoiseMismatch", DetectorVersion = "1.0", State = FindingState.Measured,
            Reason = new Reason(Codes.Measured, "Two maps were measured; no region passes the method's own threshold."),
            Scores = [new Score("strongest region", -1.2, "log10 NFA", Direction.LowerSupportsManipulation, -2)],
            Maps =
            [
                Blob("noise level against its brightness", "dB", -6, 6, Direction.Descriptive, null, 2),
                Blob("regions at odds with the rest", "log10 NFA", -8, 2, Direction.LowerSupportsManipulation, -2, 3),
            ],
        },
        new Finding
        {
            Question = Question.Copied, DetectorId = "CopyMove", DetectorVersion = "1.0", State = FindingState.Measured,
            Reason = new Reason(Codes.Measured, "Two pairs of places in the image are copies of each other."),
            Scores = [new Score("matched area", 9120, "px", Direction.HigherSupportsManipulation, 1200)],
            Regions =
            [
                new Region(100, 400, 120, 100, "source, 9,120 px matched", 1), new Region(400, 420, 120, 100, "copy, turned by 12°, scale 1.00", 1),
                new Region(700, 60, 60, 60, "source, 2,900 px matched", 2), new Region(860, 90, 60, 60, "copy", 2),
            ],
        },
        Simple(Question.LocallyEdited, "JpegGhost", FindingState.NotApplicable, Codes.NotApplicableProcessed, "The last save was at quality 31: earlier traces do not survive that."),
        Simple(Question.LocallyEdited, "JpegGrid", FindingState.Failed, Codes.JpegDamaged, "The entropy data is damaged from byte 81,204 on."),
    ], [.. ImageExhibits.Of(Scene(Width, Height), "decoded by libjpeg-turbo, no rotation, no colour conversion", default)]);

    public static Examined Audio() => Make("call <b>17</b>.wav", MediaFormat.Wav, MediaKind.Audio,
    [
        new Finding
        {
            Question = Question.Cut, DetectorId = "AudioSplice", DetectorVersion = "1.0", State = FindingState.Measured,
            Reason = new Reason(Codes.Measured, "Background noise steps by 9 dB at two places, and the DC offset steps at the first."),
            Scores = [new Score("largest noise step", 9.1, "dB", Direction.HigherSupportsManipulation, 6), new Score("largest DC step", 0.0021, "full scale", Direction.HigherSupportsManipulation, 0.001)],
            Intervals = [new Interval(3.9, 4.1, "noise step 9.1 dB, DC step 0.0021"), new Interval(8, 8, "noise step 7.4 dB")],
            Series =
            [
                Series("noise floor", "dBFS", t => t is > 4 and < 8 ? -52 : -61, null),
                Series("step statistic", "z", t => (float)(12 * Math.Exp(-Math.Pow((t - 4) * 4, 2)) + 9 * Math.Exp(-Math.Pow((t - 8) * 4, 2))), 6),
            ],
        },
        Simple(Question.History, "MetadataConsistency", FindingState.Measured, Codes.Measured, "9 rules were asked; nothing was found."),
    ], [WaveformExhibit.Of(Tones(), default), SpectrogramExhibit.Of(Tones(), default)!]);

    public static Examined Video() => Make("clip.mp4", MediaFormat.Mp4, MediaKind.Video,
    [
        new Finding
        {
            Question = Question.History, DetectorId = "VideoContainer", DetectorVersion = "1.0", State = FindingState.Measured,
            Reason = new Reason(Codes.Measured, "The encoder tag names Lavf, and the movie claims a telephone."),
            Observations = [new Observation("video.encoder-claim", Weight.Anomaly, "Encoder \"Lavf60.3\" with model \"iPhone 13\".", "It was passed on by a messenger that encodes again.", 48)],
            Intervals = [new Interval(5.2, 5.3, "gap in time-to-sample")],
        },
    ], [.. Frames(), WaveformExhibit.Of(Tones(), default)]);

    /// <summary>Calibrated evidence against manipulation on every question the default policy asks of an image.</summary>
    public static Examined Clear() => Make("meadow.png", MediaFormat.Png, MediaKind.Image,
        [.. new[] { Question.History, Question.LocallyEdited, Question.Copied }.Select(q => Simple(q, "Sample" + q, FindingState.Measured, Codes.Measured, "Nothing was found.") with
        {
            Evidence = new CalibratedEvidence(new Llr(-4.2, -5.5, -2.9), "sample-v1"),
        })], [.. ImageExhibits.Of(Scene(320, 200), "", default)]);

    public static Examined Unexaminable() => new(Examination.Unexaminable(
        new SpecimenFacts("broken.bin", null, 81_204, MediaFormat.Unknown, MediaKind.Unknown, new Dictionary<string, string>(), []),
        PolicyFile.Default, Fault.Damaged(Codes.IntakeUnknownFormat, "The content is no known image, audio, video or document format. Convert it, or check that it is complete.")), []);

    public static Examined Make(string name, MediaFormat format, MediaKind kind, IReadOnlyList<Finding> findings, IReadOnlyList<Exhibit> exhibits)
    {
        var assessments = Fusion.Assess(findings, []);
        var facts = new SpecimenFacts(name, string.Concat(Enumerable.Repeat("9f2c01ab", 8)), 2_481_204, format, kind,
            new Dictionary<string, string> { ["width"] = $"{Width} px", ["camera <model>"] = "\"Canon\" & co" },
            [new Reason(Codes.IntakeWrongExtension, "The extension says .png, the content is JPEG.")]);
        var times = findings.ToDictionary(f => f.DetectorId, f => 12.5 * f.DetectorId.Length);
        times["total"] = times.Values.Sum();
        return new Examined(new Examination(Examination.CurrentEngineVersion, facts, null, findings, assessments, Decider.Decide(PolicyFile.Default, Standing.None, facts.Kind, assessments), times), exhibits);
    }

    private static Finding Simple(Question question, string id, FindingState state, string code, string text) =>
        new() { Question = question, DetectorId = id, DetectorVersion = "1.0", State = state, Reason = new Reason(code, text) };

    /// <summary>A map with one bump at (660, 300), no value in the top rows and low reliability on the left.</summary>
    private static EvidenceMap Blob(string name, string unit, float low, float high, Direction direction, float? threshold, int salt)
    {
        const int cell = 16, wide = Width / cell, high_ = Height / cell;
        var (values, reliability) = (new float[wide * high_], new float[wide * high_]);
        for (var i = 0; i < values.Length; i++)
        {
            var (x, y) = (i % wide, i / wide);
            var bump = Math.Exp(-(Math.Pow(x - 41, 2) + Math.Pow(y - 18, 2)) / 40);
            var share = Math.Clamp(0.9 * bump + 0.08 * (1 + Math.Sin(x * 1.7 * salt) * Math.Cos(y * 2.3)), 0, 1);
            values[i] = y < 4 ? float.NaN : (float)(low + (high - low) * (direction == Direction.LowerSupportsManipulation ? 1 - share : share));
            reliability[i] = y < 4 ? 0 : x < 14 ? 0.2f : 1;
        }
        return new EvidenceMap
        {
            Name = name, Width = wide, Height = high_, CellSize = cell, Unit = unit, ScaleMinimum = low, ScaleMaximum = high,
            Direction = direction, Threshold = threshold, Values = values, Reliability = reliability,
        };
    }

    private static RgbImage Scene(int width, int height)
    {
        var samples = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var sky = y < height * 0.55 + 20 * Math.Sin(x / 60.0);
                var sun = Math.Pow(x - width * 0.69, 2) + Math.Pow(y - height * 0.45, 2) < Math.Pow(height * 0.12, 2);
                var grain = ((x * 7919 + y * 104729) >> 3) % 9;
                var (r, g, b) = sun ? (236, 214, 170) : sky ? (150 - y / 8, 178 - y / 9, 205 - y / 12) : (78 + y / 12, 96 + y / 16, 70);
                var at = (y * width + x) * 3;
                (samples[at], samples[at + 1], samples[at + 2]) = ((byte)Math.Clamp(r + grain, 0, 255), (byte)Math.Clamp(g + grain, 0, 255), (byte)Math.Clamp(b + grain, 0, 255));
            }
        return new RgbImage(width, height, samples);
    }

    private static AudioSignal Tones()
    {
        const int rate = 16_000;
        var samples = new float[12 * rate];
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / rate;
            var voice = Math.Max(0, Math.Sin(2 * Math.PI * 0.7 * t)) * (Math.Sin(2 * Math.PI * (180 + 30 * Math.Sin(3 * t)) * t) + 0.5 * Math.Sin(2 * Math.PI * 1900 * t));
            var noise = (i * 2654435761L % 1000 / 1000.0 - 0.5) * (t is > 4 and < 8 ? 0.04 : 0.01);
            samples[i] = (float)(0.35 * voice + noise);
        }
        return new AudioSignal(samples, rate, 2, "pcm_s16le", 16);
    }

    private static EvidenceSeries Series(string name, string unit, Func<double, float> value, float? threshold)
    {
        double[] times = [.. Enumerable.Range(0, 600).Select(i => i * 0.02)];
        return new EvidenceSeries(name, unit, times, [.. times.Select((t, i) => i is > 300 and < 320 ? float.NaN : value(t) + 0.6f * (float)Math.Sin(i * 2.1))], threshold);
    }

    private static IEnumerable<Exhibit> Frames()
    {
        for (var i = 0; i < 6; i++)
            yield return ImageExhibits.Picture($"{ExhibitNames.Frame}{i + 1:00}", Scene(320, 180 + i), Scene(320, 180 + i), "Key frames, chosen from 64 sampled frames.", false) with { StartSeconds = 1 + 2 * i, EndSeconds = 1 + 2 * i };
        yield return VideoExhibits.Shots([new Shot(0, 3.2), new Shot(3.2, 5.2), new Shot(5.2, 12)]);
    }
}
