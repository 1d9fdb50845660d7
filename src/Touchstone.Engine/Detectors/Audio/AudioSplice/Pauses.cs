namespace Touchstone.Engine.Detectors.Audio.AudioSplice;

/// <summary>One moment where the voice falls silent and the background can be heard.</summary>
/// <param name="TimeSeconds">Its middle.</param>
/// <param name="LevelDb">Level above 100 Hz, dB.</param>
/// <param name="Features">Band levels in dB, then the DC offset in steps of 16 bits.</param>
internal sealed record Pause(double TimeSeconds, float LevelDb, float[] Features);

/// <summary>Finds the pauses of a recording: valleys of the level between louder sounds.</summary>
internal static class Pauses
{
    // A valley lies this far below the loudest window within 0.4 s (a syllable lasts about 0.2 s; the closure of a plosive about 0.06 s).
    private const float DepthDb = 12;
    private const int ReachWindows = 25;
    // Long silences count as several pauses, so that background without speech is compared too: 15 windows = 0.24 s.
    private const int MaximumWindows = 15;
    private const int CoreWindows = 3;

    internal static List<Pause> Find(SoundFrames frames, CancellationToken cancel)
    {
        var loud = Percentile(frames.LevelDb, 0.95);
        List<Pause> pauses = [];
        var start = -1;
        for (var i = 0; i <= frames.Count; i++)
        {
            if ((i & 1023) == 0) cancel.ThrowIfCancellationRequested();
            var valley = i < frames.Count && frames.LevelDb[i] <= Reference(frames.LevelDb, i, loud) - DepthDb;
            if (valley && start < 0) start = i;
            if (start >= 0 && (!valley || i - start >= MaximumWindows))
            {
                if (i - start >= CoreWindows) pauses.Add(Core(frames, start, i));
                start = valley ? i : -1;
            }
        }
        return pauses;
    }

    // In a long silence nothing near is loud: there the whole recording's loud level, less 10 dB, takes its place.
    private static float Reference(float[] level, int center, float loud)
    {
        var largest = loud - 10;
        for (var i = Math.Max(0, center - ReachWindows); i <= Math.Min(level.Length - 1, center + ReachWindows); i++) largest = Math.Max(largest, level[i]);
        return largest;
    }

    // The three quietest neighbouring windows of the valley: its edges still hold the decay of the voice.
    private static Pause Core(SoundFrames frames, int start, int end)
    {
        var best = start;
        var lowest = float.MaxValue;
        for (var i = start; i + CoreWindows <= end; i++)
        {
            var sum = frames.LevelDb[i] + frames.LevelDb[i + 1] + frames.LevelDb[i + 2];
            if (sum < lowest) (lowest, best) = (sum, i);
        }
        var features = new float[frames.Bands + 1];
        for (var k = best; k < best + CoreWindows; k++)
        {
            for (var band = 0; band < frames.Bands; band++) features[band] += frames.BandDb[k * frames.Bands + band] / CoreWindows;
            features[^1] += frames.Offset[k] * 32768 / CoreWindows;
        }
        return new Pause(SoundFrames.Time(best + 1), lowest / CoreWindows, features);
    }

    internal static float Percentile(float[] values, double share)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted.Length == 0 ? float.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }
}
