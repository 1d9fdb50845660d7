using Touchstone.Engine.Decisions;
using Touchstone.Engine.Findings;
using Touchstone.Media;

namespace Touchstone.Tests.Engine.Decisions;

public sealed class MandateTests
{
    private static readonly DateTimeOffset Until = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Policy Policy = new("test", 1, "hash", true, new Dictionary<Question, QuestionPolicy>());
    private static readonly Mandate Mandate = new("op", "hash", [new QuestionMandate(Question.Copied, 1, -1, false, "copied 1", Until, new Dictionary<string, string> { ["CopyMove"] = "1.0" })]);

    private static Finding Found(string version) => new()
    {
        Question = Question.Copied,
        DetectorId = "CopyMove",
        DetectorVersion = version,
        State = FindingState.Measured,
        Reason = new Reason(Codes.Measured, ""),
    };

    [Fact]
    public void A_mandate_stands_for_the_policy_the_versions_and_the_time_it_was_won_for() =>
        Assert.Contains(Question.Copied, Mandate.For(Policy, [Found("1.0")], Until).Held);

    [Fact]
    public void A_mandate_ends_with_its_time() =>
        Assert.Equal(Codes.DecisionGateExpired, Mandate.For(Policy, [Found("1.0")], Until.AddSeconds(1)).Lapsed[Question.Copied].Code);

    [Fact]
    public void A_mandate_ends_with_another_policy() =>
        Assert.Equal(Codes.DecisionGateStale, Mandate.For(Policy with { ContentHash = "other" }, [Found("1.0")], Until).Lapsed[Question.Copied].Code);

    [Fact]
    public void A_mandate_ends_with_another_version_of_a_detector() =>
        Assert.Equal(Codes.DecisionGateStale, Mandate.For(Policy, [Found("1.1")], Until).Lapsed[Question.Copied].Code);

    [Fact]
    public void A_mandate_ends_with_a_detector_that_was_not_tested() =>
        Assert.Equal(Codes.DecisionGateStale, Mandate.For(Policy, [Found("1.0"), Found("1.0") with { DetectorId = "NoiseMismatch" }], Until).Lapsed[Question.Copied].Code);
}
