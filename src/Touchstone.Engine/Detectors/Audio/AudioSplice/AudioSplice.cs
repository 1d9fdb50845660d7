using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Media;
using Touchstone.Media.Audio;

namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>Looks for joins in a recording: steps of the background in the pauses, breaks of the waveform, digital silence, a bandwidth the format need not have.</summary>
public sealed class AudioSplice : IDetector
{
    private const double LeastSeconds = 1.5;
    // −70 dB re full scale is the noise of a poor 12-bit converter: below it there is no sound to read.
    private const float SilentDb = -70;
    private const double MostClipped = 0.01;
    // One false alarm in a hundred steady recordings.
    private const double Log10NfaThreshold = -2;
    // The tail law of prediction errors is itself an approximation that is read far out: two decades of allowance on top.
    private const double Log10BreakThreshold = -4;
    // Stretches of one recording are not quite exchangeable (a loud passage lasts): two decades here as well.
    private const double Log10BandwidthThreshold = -4;
    private const int SeriesPoints = 2000;

    /// <inheritdoc/>
    public string Id => nameof(AudioSplice);

    /// <inheritdoc/>
    public string Version => "1.3";

    /// <inheritdoc/>
    public Question Question => Question.Cut;

    /// <inheritdoc/>
    public IReadOnlyList<MediaKind> Kinds { get; } = [MediaKind.Audio, MediaKind.Video];

    /// <inheritdoc/>
    public Finding Examine(Specimen specimen, Circumstances circumstances, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        return specimen.Audio.TryGet(out var signal, out var fault) ? Examine(signal, cancel) : this.Without(fault);
    }

    /// <summary>Examines samples.</summary>
    public Finding Examine(AudioSignal signal, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(signal);
        if (signal.DurationSeconds < LeastSeconds)
            return this.NotApplicable(Codes.NotApplicableTooSmall, Text($"The sound lasts {signal.DurationSeconds:0.0} s; a background can be compared from {LeastSeconds:0.0} s on."));
        var frames = SoundFrames.Of(signal, cancel);
        var loud = Pauses.Percentile(frames.LevelDb, 0.95);
        if (loud < SilentDb)
            return this.NotApplicable(Codes.NotApplicableNoTrace, Text($"The sound is silence: its loud moments reach {loud:0} dB re full scale."));
        var facts = SampleFacts.Of(signal.Samples, signal.SampleRateHz, cancel);
        if (facts.ClippedShare > MostClipped)
            return this.NotApplicable(Codes.NotApplicableUnreliable, Text($"{facts.ClippedShare:P1} of the samples are clipped; their flat tops look like joins."));
        return Measure(signal, frames, facts, cancel);
    }

    private Finding Measure(AudioSignal signal, SoundFrames frames, SampleFacts facts, CancellationToken cancel)
    {
        var pauses = Pauses.Find(frames, cancel);
        var steps = NoiseStep.Test(pauses, frames.Lines, cancel);
        var clicks = Clicks.Test(signal, cancel);
        var cutOff = Bandwidth.CutOff(frames.MeanPower, frames.LineHz);
        var widths = BandwidthStep.Test(frames, cancel);
        var widthJoins = BandwidthStep.Joins(frames, widths, Log10BandwidthThreshold);
        if (steps.Count == 0 && clicks.Log10Nfa is null)
            return this.NotApplicable(Codes.NotApplicableUnreliable, Text($"Only {pauses.Count} pauses, and too little sound to know its own clicks."));
        var joins = Joins(steps);
        var clicked = clicks.Log10Nfa <= Log10BreakThreshold;
        return this.Measured(Summary(pauses, steps, joins, clicks, clicked) + Summary(frames, widthJoins)) with
        {
            Parameters = Parameters(signal, pauses),
            Scores = [.. Scores([.. Tests(steps, clicks, widths)], facts, cutOff)],
            Observations = [.. Observations(signal, facts, cutOff)],
            Intervals =
            [
                .. joins.Select(j => new Interval(pauses[j.Index - 1].TimeSeconds, pauses[j.Index].TimeSeconds, Text($"background step of {Describe(j, frames.Bands)}, log10 NFA {j.Log10Nfa:0.0}"))),
                .. widthJoins.Select(j => new Interval(frames.StretchTime(j.Stretch - 0.5), frames.StretchTime(j.Stretch + 0.5), Text($"spectrum ends at {j.EdgeHz:0} Hz {(j.NarrowAfter ? "after" : "before")} it and goes on {(j.NarrowAfter ? "before" : "after")}, log10 NFA {j.Log10Nfa:0.0}"))),
                .. clicked ? clicks.Outliers.Order().Select(b => new Interval(clicks.TimesSeconds[b], clicks.TimesSeconds[b], Text($"waveform break, {clicks.Ratios[b]:0} times the usual prediction error"))) : [],
                .. facts.StillRuns.Select(r => new Interval(r.Start, r.End, "no change from sample to sample")),
            ],
            Series =
            [
                new EvidenceSeries("background level in the pauses", "dB re full scale", [.. pauses.Select(p => p.TimeSeconds)], [.. pauses.Select(p => p.LevelDb)], null),
                new EvidenceSeries("background step between pauses", "log10 NFA", [.. steps.Select(s => Between(pauses, s))], [.. steps.Select(s => (float)s.Log10Nfa)], (float)Log10NfaThreshold),
                Thinned(clicks),
                Bandwidths(frames),
            ],
        };
    }

    // Of the places below the threshold, each that is the lowest within reach: one join lowers its neighbours too.
    private static List<StepCandidate> Joins(List<StepCandidate> steps)
    {
        List<StepCandidate> joins = [];
        foreach (var step in steps.Where(s => s.Log10Nfa <= Log10NfaThreshold).OrderBy(s => s.Log10Nfa).ThenBy(s => s.Index))
        {
            if (joins.TrueForAll(j => Math.Abs(j.Index - step.Index) > NoiseStep.Reaches[0])) joins.Add(step);
        }
        joins.Sort((a, b) => a.Index.CompareTo(b.Index));
        return joins;
    }

    private static string Summary(List<Pause> pauses, List<StepCandidate> steps, List<StepCandidate> joins, ClickTest clicks, bool clicked)
    {
        List<string> parts = [];
        parts.Add(joins.Count > 0
            ? Text($"The background steps at {joins.Count} place{(joins.Count == 1 ? "" : "s")}, first near {Between(pauses, joins[0]):0.00} s.")
            : steps.Count > 0 ? Text($"The background is steady over {pauses.Count} pauses.") : Text($"Too few pauses ({pauses.Count}) to compare the background."));
        if (clicked) parts.Add(Text($"The waveform breaks at {clicks.TimesSeconds[clicks.Outliers[0]]:0.000} s as nowhere else in the recording."));
        return string.Join(" ", parts);
    }

    private static Dictionary<string, string> Parameters(AudioSignal signal, List<Pause> pauses) => new()
    {
        ["sample rate"] = Text($"{signal.SampleRateHz} Hz"),
        ["pauses"] = Text($"{pauses.Count}"),
        ["pauses compared to a side"] = Text($"{NoiseStep.LeastToASide}–{NoiseStep.Reaches[^1]}"),
        ["thresholds"] = Text($"log10 NFA {Log10NfaThreshold:0} (background), {Log10BreakThreshold:0} (waveform break), {Log10BandwidthThreshold:0} (bandwidth)"),
    };

    // What could be tested differs from file to file; the strongest of what was, against its own threshold, is one number for all.
    private static IEnumerable<Score> Scores(Score[] tests, SampleFacts facts, double? cutOff)
    {
        yield return new Score("strongest join", tests.Min(t => t.Value - t.Threshold!.Value), "log10 NFA above its threshold", Direction.LowerSupportsManipulation, 0);
        foreach (var test in tests) yield return test;
        yield return new Score("longest stretch without change", facts.StillRuns.Select(r => r.End - r.Start).DefaultIfEmpty(0).Max() * 1000, "ms", Direction.Descriptive, null);
        if (cutOff is { } hz) yield return new Score("sharp upper end of the spectrum", hz, "Hz", Direction.Descriptive, null);
    }

    private static IEnumerable<Score> Tests(List<StepCandidate> steps, ClickTest clicks, List<BandwidthJoin> widths)
    {
        if (steps.Count > 0) yield return new Score("strongest background step", steps.Min(s => s.Log10Nfa), "log10 NFA", Direction.LowerSupportsManipulation, Log10NfaThreshold);
        if (clicks.Log10Nfa is { } nfa) yield return new Score("strongest waveform break", nfa, "log10 NFA", Direction.LowerSupportsManipulation, Log10BreakThreshold);
        if (widths.Count > 0) yield return new Score("strongest bandwidth step", widths[0].Log10Nfa, "log10 NFA", Direction.LowerSupportsManipulation, Log10BandwidthThreshold);
    }

    private static string Summary(SoundFrames frames, List<BandwidthJoin> joins) => joins.Count == 0 ? "" :
        Text($" The upper end of the spectrum changes at {joins.Count} place{(joins.Count == 1 ? "" : "s")}, first near {frames.StretchTime(joins[0].Stretch):0.0} s.");

    // Where a stretch has no sharp end, its sound reaches what the rate can hold.
    private static EvidenceSeries Bandwidths(SoundFrames frames)
    {
        var count = frames.Spectra.Length;
        var (times, ends) = (new double[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            times[i] = frames.StretchTime(i + 0.5);
            ends[i] = (float)(Bandwidth.CutOff(Array.ConvertAll(frames.Spectra[i], v => (double)v), frames.LineHz) ?? (frames.MeanPower.Length - 1) * frames.LineHz);
        }
        return new EvidenceSeries("sharp upper end of the spectrum", "Hz", times, ends, null);
    }

    private static IEnumerable<Observation> Observations(AudioSignal signal, SampleFacts facts, double? cutOff)
    {
        if (facts.StillRuns.Count > 0)
        {
            yield return new Observation("audio.still-stretch", Weight.Anomaly,
                Text($"{facts.StillRuns.Count} inner stretches of 10 ms or more hold one single value, first at {facts.StillRuns[0].Start:0.000} s."),
                "Noise gates, voice-activity switching in telephony, and speech synthesis write digital silence too.", null);
        }
        var lossless = signal.Codec.StartsWith("pcm", StringComparison.Ordinal) || signal.Codec is "flac" or "alac";
        if (lossless && signal.SampleRateHz >= 32000 && cutOff is { } hz)
        {
            yield return new Observation("audio.bandwidth", Weight.Note,
                Text($"The format ({signal.Codec}, {signal.SampleRateHz} Hz) holds sound up to {signal.SampleRateHz / 2} Hz, but the spectrum ends sharply at {hz:0} Hz."),
                "The sound was once stored by a lossy codec, sent by telephone, or recorded at a lower rate.", null);
        }
    }

    private static double Between(List<Pause> pauses, StepCandidate step) => (pauses[step.Index - 1].TimeSeconds + pauses[step.Index].TimeSeconds) / 2;

    private static string Describe(StepCandidate step, int bands) => step.Feature < bands
        ? Text($"{step.Step:+0.0;−0.0} dB in {SoundFrames.BandName(step.Feature)}")
        : Text($"{step.Step:+0.0;−0.0} 16-bit steps of DC offset");

    // Keeps the largest of each group, so that no peak is lost in a long recording.
    private static EvidenceSeries Thinned(ClickTest clicks)
    {
        var group = Math.Max(1, (clicks.Ratios.Length + SeriesPoints - 1) / SeriesPoints);
        int[] kept = [.. Enumerable.Range(0, clicks.Ratios.Length).Chunk(group).Select(g => g.MaxBy(i => clicks.Ratios[i]))];
        return new EvidenceSeries("prediction error over its median", "ratio", [.. kept.Select(i => clicks.TimesSeconds[i])], [.. kept.Select(i => clicks.Ratios[i])], null);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
