using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Tests.Engine.Decisions;

public sealed class NoGateNoDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_policy_evidence_or_lapsed_mandate_decides_without_a_person()
    {
        var chance = new Seeded(11);
        for (var i = 0; i < 5_000; i++)
        {
            var policy = Policy(chance);
            var findings = Findings(chance);
            var assessments = Fusion.Assess(findings, []);
            var standing = Lapsed(chance, policy, findings).For(policy, findings, Now);
            Assert.Empty(standing.Held);
            Assert.Equal(Outcome.Review, Decider.Decide(policy, standing, (MediaKind)chance.NextInt(4), assessments).Outcome);
            Assert.Equal(Outcome.Review, Decider.Decide(policy, Standing.None, MediaKind.Image, assessments).Outcome);
        }
    }

    private static Policy Policy(Seeded chance) => new("p", 1, new string('a', 64), chance.NextInt(2) == 0,
        Enum.GetValues<Question>().Where(_ => chance.NextInt(2) == 0).ToDictionary(q => q, _ => new QuestionPolicy(1.01 + 50 * chance.NextUnit(), 1.01 + 50 * chance.NextUnit(), 0.01 + chance.NextUnit(), chance.NextInt(4) == 0)));

    private static List<Finding> Findings(Seeded chance) =>
        [.. Enum.GetValues<Question>().Where(_ => chance.NextInt(2) == 0).Select(q => new Finding
        {
            Question = q, DetectorId = "D" + q, DetectorVersion = "1", State = (FindingState)chance.NextInt(3), Reason = new Reason(Codes.Measured, ""),
            Evidence = chance.NextInt(3) == 0 ? null : new CalibratedEvidence(Ratio(chance), "c@0"),
            Observations = chance.NextInt(3) == 0 ? [new Observation("r", (Weight)chance.NextInt(3), "t", "", null)] : [],
        })];

    private static Llr Ratio(Seeded chance)
    {
        var value = 20 * (chance.NextUnit() - 0.5);
        return new Llr(value, value - 2 * chance.NextUnit(), value + 2 * chance.NextUnit());
    }

    // Each mandate is good but for one thing.
    private static Mandate Lapsed(Seeded chance, Policy policy, List<Finding> findings)
    {
        var versions = findings.ToDictionary(f => f.DetectorId, f => f.DetectorVersion);
        var flaw = chance.NextInt(4);
        var questions = Enum.GetValues<Question>().Where(q => flaw != 3 || findings.Any(f => f.Question == q))
            .Select(q => new QuestionMandate(q, -100, 100, true, "g", flaw == 0 ? Now.AddSeconds(-1) : Now.AddYears(1), flaw == 3 ? new Dictionary<string, string>() : versions));
        return new Mandate("m 1", flaw == 1 ? new string('b', 64) : policy.ContentHash, [.. questions]) { EngineVersion = flaw == 2 ? "0.0.1" : Touchstone.Engine.Examination.CurrentEngineVersion };
    }
}
