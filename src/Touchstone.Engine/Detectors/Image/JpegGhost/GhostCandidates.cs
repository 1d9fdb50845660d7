using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Detectors.Image.JpegGhost;

/// <summary>The qualities an earlier save may have had and still show.</summary>
/// <param name="Qualities">IJG qualities, rising.</param>
/// <param name="Steps">Per quality [64] steps, natural order; 0 where a step is too near the last save's.</param>
internal sealed record GhostCandidates(int[] Qualities, float[][] Steps)
{
    /// <summary>
    /// Least ratio of a step to the last save's: the noise Δ²/12 it leaves takes 1 − (Δ/Q)² = 3/4 of the depth then, and more above.
    /// </summary>
    private const double LeastRatio = 2;

    // Half of the frequencies, so that the window sums stay comparable between qualities.
    private static readonly int FewestFrequencies = GhostSums.Frequencies.Length / 2;

    // Farid's range; between two neighbours of the list steps differ by 10 to 30 %, within the width of a ghost.
    private static ReadOnlySpan<int> All => [30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95];

    /// <summary>Candidates with steps well above those of the last save, or all where there was none.</summary>
    internal static GhostCandidates Below(ushort[]? lastSteps)
    {
        var qualities = new List<int>();
        var steps = new List<float[]>();
        foreach (var quality in All)
        {
            var table = JpegTables.ScaledLuminance(quality);
            var usable = new float[64];
            var count = 0;
            foreach (var k in GhostSums.Frequencies)
                if (lastSteps is null || table[k] >= LeastRatio * lastSteps[k])
                {
                    usable[k] = table[k];
                    count++;
                }
            if (count < FewestFrequencies) continue;
            qualities.Add(quality);
            steps.Add(usable);
        }
        return new GhostCandidates([.. qualities], [.. steps]);
    }
}
