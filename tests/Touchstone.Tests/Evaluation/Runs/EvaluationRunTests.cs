using Touchstone.Engine.Detectors;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.GateReports;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Tests.Evaluation.Runs;

public sealed class EvaluationRunTests : IDisposable
{
    private const int Files = 4;

    // Two files a subject; made once, since every test starts from them.
    private static readonly byte[][] Voices = [.. Enumerable.Range(1, Files).Select(i => WavWriter.Write(SyntheticVoice.Speak(2, (ulong)i), 16000))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("run-");
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    private RunRequest Request()
    {
        Directory.CreateDirectory(At("data"));
        var lines = new List<string> { "file,sha256,label,questions,subject" };
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllBytes(At("data", $"{i}.wav"), Voices[i]);
            lines.Add($"{i}.wav,{Sha256.Of(Voices[i]).Hex},{(i % 2 == 0 ? "real,," : "fake,cut,")}p{i / 2}");
        }
        File.WriteAllLines(At("data", "manifest.csv"), lines);
        var reading = DataSetReader.Read(At("data", "manifest.csv"), cancel: _cancel);
        return new RunRequest
        {
            Data = reading.Set, Folder = At("out"), Detectors = RunRequest.Choose(["AudioSplice"], []), Pool = new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory), Jobs = 2 },
        };
    }

    private Task<RunResult> RunAsync(RunRequest request)
    {
        Directory.CreateDirectory(request.Folder);
        return new EvaluationRun(request, TimeProvider.System).RunAsync(_ => { }, _cancel);
    }

    private byte[][] Outputs(RunRequest request, RunResult result)
    {
        var record = RunFile.Write(request.Folder, result.Trials, hash => result.Record(request, hash));
        EvaluationReport.Write(request.Folder, record, result.Trials);
        return [.. new[] { "trials.csv", "evaluation.json", "report.html", "report.md" }.Select(f => File.ReadAllBytes(Path.Combine(request.Folder, f)))];
    }

    [Fact]
    public async Task A_run_goes_on_where_it_was_stopped_and_neither_a_second_one_nor_a_calibration_examines_anything()
    {
        var request = Request();
        var first = await RunAsync(request);
        Assert.Equal((Files, Files, 0), (first.Examined, first.Files, first.Problems.Count));
        Assert.Equal(Files * 2, first.Trials.Count);
        Assert.Equal(["subject:p0", "subject:p0", "subject:p1"], first.Trials.Where(t => t.DetectorId == "AudioSplice").Take(3).Select(t => t.Cluster));
        var outputs = Outputs(request, first);

        var again = await RunAsync(request);
        Assert.Equal(0, again.Examined);
        Assert.Equal(outputs, Outputs(request, again));

        // Killed while it wrote the last line.
        var cache = At("out", "cache", "findings.jsonl");
        var bytes = File.ReadAllBytes(cache);
        File.WriteAllBytes(cache, bytes[..^40]);
        var resumed = await RunAsync(request);
        Assert.Equal(1, resumed.Examined);
        Assert.Equal(outputs, Outputs(request, resumed));
        Assert.Equal(Files, File.ReadAllLines(cache).Length);
        await CalibratedAsync(request, resumed);
    }

    // A calibration costs no examination, and gives what it gives to the trials of the run.
    private async Task CalibratedAsync(RunRequest request, RunResult plain)
    {
        var splice = DetectorCatalog.All.First(d => d.Id == "AudioSplice");
        var calibrator = new Calibrator { Id = "c@0", DetectorId = splice.Id, DetectorVersion = splice.Version, ScoreName = "strongest join", Knots = [new CalibrationKnot(0, 1.5, 1, 2)] };
        var calibration = new Calibration([calibrator], []);
        var result = await RunAsync(request with { Calibration = calibration });
        Assert.Equal(0, result.Examined);
        Assert.Contains(result.Trials, t => t.Llr is not null);
        Assert.All(result.Trials.Where(t => t.State == FindingState.Measured), t => Assert.Equal(1.5, t.Llr));
        Assert.Equal(result.Trials, Recalibration.Apply(plain.Trials, calibration), Same);
    }

    [Fact]
    public async Task Files_that_are_not_what_the_manifest_states_are_told_and_give_no_trial()
    {
        var request = Request();
        File.AppendAllText(At("data", "1.wav"), "x");
        File.Delete(At("data", "2.wav"));
        var result = await RunAsync(request);
        Assert.Equal([("1.wav", Codes.RunOtherHash), ("2.wav", Codes.RunUnreadable)], result.Problems.Select(p => (p.Path, p.Code)));
        Assert.Equal(Files - 2, result.Files);
    }

    [Fact]
    public async Task A_crash_is_a_failed_trial_with_its_code_and_no_number()
    {
        var request = Request();
        // A program that ends at once, as a crash would.
        var result = await RunAsync(request with { Pool = request.Pool with { Command = new WorkerCommand("true", []) } });
        Assert.All(result.Trials, t => Assert.Equal(FindingState.Failed, t.State));
        var trials = result.Trials.Where(t => t.DetectorId == "AudioSplice").ToList();
        Assert.Equal(Files, trials.Count);
        Assert.All(trials, t => Assert.Equal((Codes.WorkerCrashed, null, null), (t.Code, t.Score, t.Alarm)));
        Assert.Equal(Files, (await RunAsync(request with { Retry = true })).Trials.Count(t => t.State == FindingState.Measured));
    }

    // A trial holds a dictionary, which compares by reference.
    private static bool Same(Trial a, Trial b) => a with { Columns = b.Columns } == b && a.Columns.OrderBy(c => c.Key).SequenceEqual(b.Columns.OrderBy(c => c.Key));

    [Fact]
    public void An_unknown_detector_is_refused_by_name() => Assert.Contains("NoSuch", Assert.Throws<ArgumentException>(() => RunRequest.Choose(["NoSuch"], [])).Message, StringComparison.Ordinal);
}
