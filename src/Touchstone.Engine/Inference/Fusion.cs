using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Inference;

/// <summary>Fuses the findings of one question into an assessment.</summary>
public static class Fusion
{
    /// <summary>Assesses every question that at least one finding answers, in the order of <see cref="Question"/>.</summary>
    /// <param name="findings">What the detectors said.</param>
    /// <param name="models">Fitted fusions; a question without one is fused by the cautious rule.</param>
    public static IReadOnlyList<Assessment> Assess(IReadOnlyList<Finding> findings, IReadOnlyList<FusionModel> models) =>
        [.. findings.GroupBy(f => f.Question).OrderBy(g => g.Key).Select(g => Assess(g.Key, [.. g], models.FirstOrDefault(m => m.Question == g.Key)))];

    private static Assessment Assess(Question question, IReadOnlyList<Finding> findings, FusionModel? model)
    {
        var evidence = findings.Where(f => f is { State: FindingState.Measured, Evidence: not null }).ToDictionary(f => f.DetectorId, f => f.Evidence!.Llr);
        var llr = model is null ? Fuse([.. evidence.Values]) : model.Fuse(evidence);
        Observation[] contradictions = [.. findings.SelectMany(f => f.Observations).Where(o => o.Weight == Weight.Contradiction)];
        string[] In(FindingState state) => [.. findings.Where(f => f.State == state).Select(f => f.DetectorId)];
        string[] Measured(bool describing) => [.. findings.Where(f => f.State == FindingState.Measured && f.IsDescription == describing).Select(f => f.DetectorId)];
        string[] standingOut = [.. findings.Where(f => f.State == FindingState.Measured && f.StandsOut()).Select(f => f.DetectorId)];
        var strength = llr is { } known ? VerbalScale.Words(known.Value) : "uncalibrated";
        var assessment = new Assessment(question, llr, strength, contradictions, Measured(describing: false), Measured(describing: true), standingOut, In(FindingState.NotApplicable), In(FindingState.Failed), "");
        return assessment with { Sentence = Sentences.For(assessment) };
    }

    /// <summary>
    /// Strongest evidence for plus strongest evidence against. Detectors of one question read overlapping traces, so their
    /// ratios are not independent and a sum over all of them would overstate; a fitted fusion replaces this rule.
    /// </summary>
    private static Llr? Fuse(IReadOnlyList<Llr> ratios)
    {
        if (ratios.Count == 0) return null;
        var strongestFor = ratios.Where(r => r.Value >= 0).OrderByDescending(r => r.Value).Take(1);
        var strongestAgainst = ratios.Where(r => r.Value < 0).OrderBy(r => r.Value).Take(1);
        return strongestFor.Concat(strongestAgainst)
            .Aggregate(new Llr(0, 0, 0), (sum, r) => new Llr(sum.Value + r.Value, sum.Lower + r.Lower, sum.Upper + r.Upper));
    }
}
