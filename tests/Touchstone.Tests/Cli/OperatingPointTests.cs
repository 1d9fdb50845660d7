using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Media;
using Touchstone.Tests.Workbench.Documents;

namespace Touchstone.Tests.Cli;

/// <summary>A decision without a person needs a signed operating point whose gate stands; every way without one ends in review or in a refusal.</summary>
public sealed class OperatingPointTests : IDisposable
{
    private const string Policy =
        """
        policy: calls
        version: 1
        contradictionsFlag: false
        questions:
          cut: { falseFlag: 20, miss: 20, priorOdds: 1 }
        """;

    private static readonly IDetector Splice = DetectorCatalog.All.First(d => d.Id == "AudioSplice");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("point-");
    private readonly (string Private, string Public) _key = OperatingKey.Make();

    public OperatingPointTests()
    {
        File.WriteAllBytes(At("call.wav"), WavWriter.Write(SyntheticVoice.Speak(3, 5), 16000));
        File.WriteAllText(At("calls.yaml"), Policy);
        File.WriteAllText(At("key.pub.pem"), _key.Public);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(_folder.FullName, name);

    // Whatever the recording scores, it is worth the same: the decision is what is tested.
    private static OperatingPoint Point() => new()
    {
        Name = "calls", Version = 3, EngineVersion = Examination.CurrentEngineVersion, PolicyHash = Sha256.Of(System.Text.Encoding.UTF8.GetBytes(Policy)).Hex,
        Detectors = DetectorCatalog.All.Where(d => d.Question == Question.Cut).ToDictionary(d => d.Id, d => d.Version), Weights = new Dictionary<string, string>(),
        Calibration = Calibration.None,
        Promises = [new Promise(Question.Cut, 2, -2, false, 0.01, 0.01, 0.05, new string('d', 64), "calibrate", 500, 500)],
        Gates = [new PassedGate(Question.Cut, "cut-calls 1 @0123456789ab", new string('e', 64), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2126, 1, 1, 0, 0, 0, TimeSpan.Zero))],
    };

    private static OperatingPoint Calibrated(double llr)
    {
        var calibrator = new Calibrator { Id = "same@0123456789ab", DetectorId = Splice.Id, DetectorVersion = Splice.Version, ScoreName = "strongest join", Knots = [new CalibrationKnot(0, llr, llr - 1, llr + 1)] };
        return Point() with { Calibration = new Calibration([calibrator], []) };
    }

    private Task<CommandLine.Run> RunAsync(string[] options) => CommandLine.RunAsync(_folder.FullName, ["examine", "call.wav", "--question", "cut", "--policy", "calls.yaml", "--json", "-", .. options]);

    private async Task<(int Exit, JsonNode Decision, string Document)> DecideAsync(OperatingPoint point)
    {
        using (var key = OperatingKey.ReadPrivate(_key.Private)) File.WriteAllBytes(At("point.json"), OperatingPointFile.Sign(point, key));
        var run = await RunAsync(["--operating-point", "point.json", "--operating-key", "key.pub.pem"]);
        return (run.Exit, JsonNode.Parse(run.Output)!["examinations"]![0]!["decision"]!, run.Output);
    }

    [Fact]
    public async Task A_standing_gate_lets_evidence_flag_and_clear_and_the_document_names_both()
    {
        var (exit, decision, document) = await DecideAsync(Calibrated(8));
        Assert.Equal(20, exit);
        Assert.Equal(("calls 3", "cut-calls 1 @0123456789ab"), ((string)decision["operatingPoint"]!, (string)decision["gates"]![0]!));
        Assert.Empty(await ExaminationSchemaTests.ErrorsAsync(document));
        Assert.Equal(0, (await DecideAsync(Calibrated(-8))).Exit);
    }

    [Fact]
    public async Task Without_a_point_or_with_one_that_has_lapsed_a_person_decides()
    {
        var point = Calibrated(8);
        Assert.Equal(10, (await RunAsync([])).Exit);
        foreach (var lapsed in new[] { point with { EngineVersion = "0.0.1" }, point with { PolicyHash = new string('0', 64) }, point with { Gates = [] } })
        {
            var (exit, decision, _) = await DecideAsync(lapsed);
            Assert.Equal(10, exit);
            Assert.Contains((string)decision["reasons"]![0]!["code"]!, new[] { Codes.DecisionGateStale, Codes.DecisionNoGate });
            Assert.Empty(decision["gates"]!.AsArray());
        }
    }

    [Fact]
    public async Task A_point_that_is_not_what_the_key_signed_or_has_ended_is_refused()
    {
        var point = Point();
        using var key = OperatingKey.ReadPrivate(_key.Private);
        var signed = OperatingPointFile.Sign(point, key);
        using var other = OperatingKey.ReadPrivate(OperatingKey.Make().Private);
        var ended = point with { Gates = [point.Gates[0] with { ValidUntil = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero) }] };
        (byte[] File, string Code)[] cases =
        [
            ([.. signed.Select((b, i) => i == Array.IndexOf(signed, (byte)'3') ? (byte)'4' : b)], Codes.OperatingPointChanged), (OperatingPointFile.Sign(point, other), Codes.OperatingPointWrongKey),
            (OperatingPointFile.Sign(ended, key), Codes.OperatingPointExpired), ("{}"u8.ToArray(), Codes.OperatingPointMalformed),
        ];
        foreach (var (file, code) in cases)
        {
            File.WriteAllBytes(At("point.json"), file);
            var run = await RunAsync(["--operating-point", "point.json", "--operating-key", "key.pub.pem"]);
            Assert.Equal(2, run.Exit);
            Assert.Contains(code, run.Error, StringComparison.Ordinal);
        }
        Assert.Equal(2, (await RunAsync(["--operating-point", "point.json"])).Exit);
    }
}
