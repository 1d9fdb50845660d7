using System.Text;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Trials;
using Touchstone.Workbench;

namespace Touchstone.Tests.Evaluation.Gates;

/// <summary>Gate files and evidence for the tests.</summary>
internal static class GateFiles
{
    internal static readonly DateOnly Today = new(2026, 11, 23);

    internal const string Head =
        """
        gate: copied-images
        version: 1
        question: copied
        detector: CopyMove
        owner: forensics
        expires: 2027-06-30
        split: test

        """;

    internal const string FalseAlarms =
        """
        criteria:
          - metric: fpr
            of: alarm
            target: 0.01

        """;

    internal static Gate Read(string yaml) => GateFile.Parse(Encoding.UTF8.GetBytes(yaml));

    internal static GateEvidence Evidence(IEnumerable<Trial> trials) => new()
    {
        Trials = [.. trials], DataName = "made", DataHash = new string('d', 64), TrialsHash = new string('e', 64), EngineVersion = Touchstone.Engine.Examination.CurrentEngineVersion,
        Policy = PolicyFile.Default, Leaks = new LeakStatement(false, []),
    };

    internal static GateVerdict Judge(string yaml, GateEvidence evidence) => GateJudge.Judge(Read(yaml), evidence, Today);
}
