using System.Text;
using Touchstone.Engine.Findings;
using Touchstone.Workbench;

namespace Touchstone.Tests.Workbench;

public sealed class PolicyFileTests
{
    private const string Good = """
        policy: desk
        version: 3
        contradictionsFlag: false
        questions:
          locallyEdited: { falseFlag: 50, miss: 10, priorOdds: 0.5, weighty: true }
        """;

    [Fact]
    public void A_policy_is_read_whole_and_known_by_the_hash_of_its_bytes()
    {
        var policy = PolicyFile.Parse(Encoding.UTF8.GetBytes(Good));
        Assert.Equal(("desk", 3, false), (policy.Name, policy.Version, policy.ContradictionsFlag));
        Assert.Equal((50, 10, 0.5, true), policy.Questions[Question.LocallyEdited] is var q ? (q.FalseFlag, q.Miss, q.PriorOdds, q.Weighty) : default);
        Assert.NotEqual(policy.ContentHash, PolicyFile.Parse(Encoding.UTF8.GetBytes(Good + "\n")).ContentHash);
    }

    [Fact]
    public void All_errors_are_reported_together()
    {
        var error = Assert.Throws<PolicyException>(() => PolicyFile.Parse("""
            version: 0
            questions:
              eddited: { falseFlag: 50, miss: 10, priorOdds: 0.5 }
              copied: { falseFlag: 1, miss: 0.5, priorOdds: 0 }
            """u8.ToArray()));
        foreach (var part in new[] { "policy:", "version:", "eddited", "copied.falseFlag", "copied.miss", "copied.priorOdds" })
            Assert.Contains(part, error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{{{")]
    [InlineData("policy: [a, b]")]
    [InlineData("policy: a\nversion: 1\nthreshold: 3")]
    public void What_is_no_policy_is_refused(string yaml) =>
        Assert.Throws<PolicyException>(() => PolicyFile.Parse(Encoding.UTF8.GetBytes(yaml)));

    [Fact]
    public void The_default_policy_asks_nothing_that_decides_without_calibration()
    {
        Assert.True(PolicyFile.Default.ContradictionsFlag);
        Assert.NotEmpty(PolicyFile.Default.Questions);
    }
}
