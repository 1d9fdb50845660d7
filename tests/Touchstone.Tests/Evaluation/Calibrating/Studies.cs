using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Metrics;
using Touchstone.Evaluation.Trials;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Calibrating;

/// <summary>Simulated studies whose true likelihood ratio is known: N(0,1) against N(d,1) gives LLR = d·s − d²/2.</summary>
internal static class Studies
{
    internal static CaseSet Gaussian(int perClass, double distance, ulong seed)
    {
        var chance = new Seeded(seed);
        bool[] manipulated = [.. Enumerable.Range(0, 2 * perClass).Select(i => i >= perClass)];
        return new CaseSet([.. manipulated.Select(m => chance.NextNormal() + (m ? distance : 0))], manipulated, [.. Enumerable.Range(0, 2 * perClass)]);
    }

    internal static Trial Trial(int i, bool manipulated, double? score, string detector = "JpegGhost", string split = "fit", string? cluster = null) => new()
    {
        Path = $"{split}/{i}.jpg", Sha256 = new string('0', 64), Manipulated = manipulated, Cluster = cluster ?? $"{split}{i}", Split = split, Question = Question.LocallyEdited,
        DetectorId = detector, DetectorVersion = "1.0", State = score is null ? FindingState.NotApplicable : FindingState.Measured, Code = "measured", ScoreName = score is null ? null : "share", Score = score,
    };

    internal static Trial[] Trials(int perClass, double distance, ulong seed, string detector = "JpegGhost", string split = "fit")
    {
        var cases = Gaussian(perClass, distance, seed);
        return [.. Enumerable.Range(0, cases.Count).Select(i => Trial(i, cases.Manipulated[i], cases.Scores[i], detector, split))];
    }
}
