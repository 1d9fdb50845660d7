using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Estimates;
using Touchstone.Evaluation.Trials;

namespace Touchstone.Evaluation.Perturbations;

/// <summary>How often findings flip under harmless processing.</summary>
public static class VerdictStability
{
    /// <summary>Counts flips per perturbation, detector and question.</summary>
    /// <param name="trials">The trial of a specimen before and of its perturbed copy after; both of one detector and question.</param>
    /// <returns>Every kind of flip for every group, ordered by perturbation, detector, question and kind. Questions a perturbation is not harmless for are to be left out by the caller (<see cref="Perturbation.IsHarmlessFor"/>).</returns>
    /// <exception cref="ArgumentException">A pair is of two detectors or two questions.</exception>
    public static IReadOnlyList<FlipRate> Of(IReadOnlyList<(string Perturbation, Trial Before, Trial After)> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        foreach (var (_, before, after) in trials)
            if (before.DetectorId != after.DetectorId || before.Question != after.Question) throw new ArgumentException($"A pair compares {before.DetectorId} with {after.DetectorId}.", nameof(trials));
        return
        [
            .. from pair in trials
               group (pair.Before, pair.After) by (pair.Perturbation, pair.Before.DetectorId, pair.Before.Question) into g
               orderby g.Key.Perturbation, g.Key.DetectorId, g.Key.Question
               from flip in Enum.GetValues<Flip>()
               select new FlipRate(g.Key.Perturbation, g.Key.DetectorId, g.Key.Question, flip, Of(flip, g)),
        ];
    }

    /// <summary>Whether a flip happened, or null where it could not.</summary>
    /// <param name="flip">The kind.</param>
    /// <param name="before">The trial of the specimen.</param>
    /// <param name="after">The trial of its perturbed copy.</param>
    public static bool? Flipped(Flip flip, Trial before, Trial after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (answered, answers) = (before.State == FindingState.Measured, after.State == FindingState.Measured);
        return flip switch
        {
            Flip.AlarmLost => answered && answers && before.Alarm == true && after.Alarm is not null ? after.Alarm == false : null,
            Flip.AlarmGained => answered && answers && before.Alarm == false && after.Alarm is not null ? after.Alarm == true : null,
            Flip.AnswerLost => answered ? !answers : null,
            Flip.AnswerGained => answered ? null : answers,
            Flip.SignChanged => before.Llr is { } b && after.Llr is { } a ? Math.Sign(b) * Math.Sign(a) < 0 && (Supports(b) || Supports(a)) : null,
            Flip.BandChanged => before.Llr is { } b && after.Llr is { } a ? Band(b) != Band(a) : null,
            _ => throw new ArgumentOutOfRangeException(nameof(flip)),
        };
    }

    private static Estimate Of(Flip flip, IEnumerable<(Trial Before, Trial After)> pairs)
    {
        bool[] possible = [.. pairs.Select(p => Flipped(flip, p.Before, p.After)).OfType<bool>()];
        return Rate.Of(possible.Count(f => f), possible.Length);
    }

    private static bool Supports(double llr) => VerbalScale.Words(llr) != VerbalScale.Words(0);

    private static (string, int) Band(double llr) => (VerbalScale.Words(llr), Supports(llr) ? Math.Sign(llr) : 0);
}
