using Touchstone.Media.Jpeg;

namespace Touchstone.Engine.Detectors.Image.FirstDigits;

/// <summary>The two saves before the last that explain the stored coefficients best, all on one grid.</summary>
/// <remarks>
/// Every pair of Annex K tables is tried on all frequencies together; held against it is one earlier save whose steps are free, frequency by frequency, so that
/// a table that is not Annex K's does not pass for two saves. The model of one save carried through another: T. Bianchi, A. De Rosa, A. Piva, ICASSP 2011.
/// That three saves can be told from two by the coefficients: S. Milani, M. Tagliasacchi, S. Tubaro, ICASSP 2012.
/// </remarks>
/// <param name="First">Quality of the first save, 1 to 100 (Annex K).</param>
/// <param name="Middle">Quality of the second.</param>
/// <param name="Gain">What two earlier saves explain better than one, nats a coefficient; below 0 where they do not.</param>
internal sealed record SaveChain(int First, int Middle, double Gain)
{
    private const int CoarsestQuality = 45, FinestQuality = 98, MaximumStep = 60;

    /// <summary>The best chain for a file; null where its last save is as coarse as every table tried.</summary>
    internal static SaveChain? Of(IReadOnlyList<SavedFrequency> frequencies, CancellationToken cancel)
    {
        var qualities = Enumerable.Range(CoarsestQuality, FinestQuality - CoarsestQuality + 1).ToArray();
        var tables = qualities.Select(JpegTables.ScaledLuminance).ToArray();
        // A second save as fine as the last adds rounding and no lattice of its own: it would pass for whatever else blurs a lattice.
        int[] coarser = [.. Enumerable.Range(0, qualities.Length).Where(j => Enumerable.Range(0, frequencies.Count).Sum(k => tables[j][JpegTables.ZigZag[k + 1]]) > frequencies.Sum(f => f.Step))];
        if (coarser.Length == 0) return null;
        var pairs = new double[qualities.Length, qualities.Length];
        var passages = new StepPassages();
        double free = 0, total = 0;
        for (var k = 0; k < frequencies.Count; k++)
        {
            cancel.ThrowIfCancellationRequested();
            var frequency = frequencies[k];
            total += frequency.Total;
            var single = new double[MaximumStep + 1];
            for (var step = 1; step <= MaximumStep; step++) single[step] = frequency.LogLikelihood(passages, step);
            free += single.AsSpan(1).ToArray().Max();
            var seen = new Dictionary<(int, int), double>();
            for (var i = 0; i < qualities.Length; i++)
                foreach (var j in coarser)
                {
                    int first = tables[i][JpegTables.ZigZag[k + 1]], middle = tables[j][JpegTables.ZigZag[k + 1]];
                    if (!seen.TryGetValue((first, middle), out var value)) seen[(first, middle)] = value = frequency.LogLikelihood(passages, first, middle);
                    pairs[i, j] += value;
                }
        }
        var best = new SaveChain(0, 0, double.NegativeInfinity);
        foreach (var j in coarser)
            for (var i = 0; i < qualities.Length; i++)
                if ((pairs[i, j] - free) / total is var gain && gain > best.Gain) best = new(qualities[i], qualities[j], gain);
        return best;
    }
}
