using Touchstone.Evaluation.Estimates;

namespace Touchstone.Evaluation.Metrics.Biometrics;

/// <summary>One search of a gallery.</summary>
/// <param name="Mated">Whether the person is enrolled.</param>
/// <param name="MateRank">Rank of the enrolled mate among the candidates, 1 = first; 0 = not among them, or no mate.</param>
/// <param name="MateScore">Similarity of the mate; ignored where the rank is 0.</param>
/// <param name="TopScore">Highest similarity of any candidate; NaN = none was returned or the probe could not be acquired.</param>
/// <param name="Cluster">Number of the independent cluster, from 0: the person searched.</param>
public readonly record struct Search(bool Mated, int MateRank, double MateScore, double TopScore, int Cluster);

/// <summary>Error rates of open-set identification (ISO/IEC 19795-1:2021, clause 10; Grother et al., NISTIR 8271).</summary>
/// <param name="Fpir">False-positive identification rate: non-mated searches with a candidate at or above the threshold, 0–1, lower is better.</param>
/// <param name="Fnir">False-negative identification rate: mated searches whose mate is not within the rank and at or above the threshold, 0–1, lower is better.</param>
public sealed record IdentificationErrors(Estimate Fpir, Estimate Fnir)
{
    /// <summary>The rates; a search without candidates is no false positive, and a false negative where it is mated. Without searches of a kind its rate is NaN with N = 0.</summary>
    /// <param name="searches">Searches.</param>
    /// <param name="threshold">Least similarity of a candidate.</param>
    /// <param name="rank">Last rank that counts, ≥ 1.</param>
    /// <param name="confidence">Two-sided confidence of the intervals.</param>
    public static IdentificationErrors Of(IReadOnlyList<Search> searches, double threshold, int rank = 1, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(searches);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        Estimate Share(bool mated, Func<Search, bool> wrong)
        {
            Search[] some = [.. searches.Where(s => s.Mated == mated)];
            return ClusteredRate.Of([.. some.Select(wrong)], [.. some.Select(s => s.Cluster)]).At(confidence);
        }
        bool Found(Search s) => s.MateRank >= 1 && s.MateRank <= rank && s.MateScore >= threshold;
        return new IdentificationErrors(Share(false, s => s.TopScore >= threshold), Share(true, s => !Found(s)));
    }
}
