using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Trials;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Trials;

/// <summary>Made trials: scores of two normal classes, or alarms at stated rates.</summary>
internal static class TrialSets
{
    internal static Trial One(int number, bool manipulated, string split = "test") => new()
    {
        Path = $"{split}/{number}", Sha256 = number.ToString("x64"), Manipulated = manipulated, Cluster = $"file:{split}{number}", Split = split, Question = Question.Copied, DetectorId = "CopyMove",
        DetectorVersion = Touchstone.Engine.Detectors.DetectorCatalog.All.First(d => d.Id == "CopyMove").Version, State = FindingState.Measured, Code = "measured",
    };

    /// <summary>Cases whose alarms are exactly as many as stated.</summary>
    internal static IEnumerable<Trial> Alarms(int authentic, int falseAlarms, int manipulated, int misses) =>
        Enumerable.Range(0, authentic).Select(i => One(i, false) with { Alarm = i < falseAlarms })
            .Concat(Enumerable.Range(0, manipulated).Select(i => One(authentic + i, true) with { Alarm = i >= misses }));

    /// <summary>Scores N(0, 1) of authentic and N(shift, 1) of manipulated cases.</summary>
    internal static IEnumerable<Trial> Normal(int each, double shift, ulong seed, string split = "test")
    {
        var chance = new Seeded(seed);
        for (var i = 0; i < 2 * each; i++)
        {
            var score = chance.NextNormal() + (i % 2) * shift;
            yield return One(i, i % 2 == 1, split) with { ScoreName = "score", Score = score, Llr = score * shift - shift * shift / 2, Alarm = score > shift / 2 };
        }
    }
}
