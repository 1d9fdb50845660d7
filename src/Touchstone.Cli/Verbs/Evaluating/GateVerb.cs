using System.CommandLine;
using System.Globalization;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.GateReports;
using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Trials;
using Touchstone.Workbench;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary><c>touchstone gate FILE</c></summary>
internal static class GateVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "The gate: acceptance criteria as YAML." };
    private static readonly Option<string> Trials = new("--trials") { HelpName = "DIR|trials.csv", Description = "The run to judge: the folder that evaluate wrote, or a table of trials alone.", Required = true };
    private static readonly Option<string> Output = new("--out") { HelpName = "DIR", Description = "Folder for the gate report, the model card and, on a pass with a key, the operating point.", Required = true };
    private static readonly Option<string?> Calibration = EvaluateVerb.CalibrationOption();
    private static readonly Option<string?> Policy = new("--policy") { HelpName = "FILE", Description = "The policy that shall decide, instead of the default one." };
    private static readonly Option<DateOnly?> Date = new("--date") { HelpName = "DAY", Description = "Judge as of this day instead of today; the report is the same on every later run with the same inputs.", CustomParser = ReadDay };

    private static readonly Option<string?> SignKey = new("--sign-key") { HelpName = "KEY.pem", Description = "On a pass, write the operating point signed with this private key (ECDSA P-256). A file that is not there yet is made, with KEY.pub.pem beside it." };
    private static readonly Option<string?> Name = new("--name") { HelpName = "NAME", Description = "Name of the operating point; the gate's unless said." };
    private static readonly Option<string?> Join = new("--join") { HelpName = "POINT.json", Description = "An operating point of the same key, policy and engine whose other questions are kept." };

    internal static Command Make()
    {
        var command = new Command("gate",
            """
            Judge acceptance criteria on a run: pass, fail, or insufficient evidence with the number of cases still needed.

            Only confidence bounds are compared with targets. Nothing is decided without a person on a question whose gate has not passed.
            Exit codes: 0 pass, 10 insufficient evidence, 20 fail, 2 the command, the gate or the trials are not right.
            """) { File, Trials, Output, Calibration, Policy, Date, SignKey, Name, Join };
        command.SetAction((parsed, _) => Guard.RunAsync(() => Task.FromResult(Run(parsed))));
        return command;
    }

    private static DateOnly? ReadDay(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        result.AddError("--date takes a day: 2026-11-23.");
        return null;
    }

    private static int Run(ParseResult parsed)
    {
        var gate = GateFile.Parse(System.IO.File.ReadAllBytes(parsed.GetRequiredValue(File)));
        var policy = PolicyFile.Parse(parsed.GetValue(Policy) is { } path ? System.IO.File.ReadAllBytes(path) : PolicyFile.DefaultBytes);
        var (read, hash, record) = RunFile.Read(parsed.GetRequiredValue(Trials));
        var document = EvaluateVerb.ReadCalibration(parsed.GetValue(Calibration));
        var calibration = document?.ToCalibration() ?? Engine.Inference.Calibration.None;
        var trials = document is null ? read : Recalibration.Apply(read, calibration);
        var evidence = new GateEvidence
        {
            CalibratedOn = document?.Source, Trials = trials, TrialsHash = hash, Policy = policy, DataName = record?.DataName ?? "", DataHash = record?.DataHash ?? "", EngineVersion = record?.EngineVersion ?? "",
            Leaks = record?.Leaks.GetValueOrDefault(gate.Question), Problems = record?.Problems.Count ?? 0, Fused = Recalibration.Fused(read, calibration, gate.Question),
            Flips = record is null ? null : FlipCases.Of(record.Stability, gate.Question, gate.Detector),
        };
        var today = parsed.GetValue(Date) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        evidence = evidence with { Promise = PromiseChoice.Choose(gate, read, calibration, evidence.DataHash.Length > 0 ? evidence.DataHash : hash) };
        var verdict = GateJudge.Judge(gate, evidence, today);
        var folder = parsed.GetRequiredValue(Output);
        Directory.CreateDirectory(folder);
        var report = GateReport.Write(folder, verdict, evidence);
        Show(verdict, folder);
        if (parsed.GetValue(SignKey) is { } key && verdict.Outcome == GateOutcome.Pass)
        {
            var point = PointDraft.Of(parsed.GetValue(Name) ?? gate.Name, verdict, evidence, calibration, report);
            Console.WriteLine(Printable.Clean($"Written: {PointOutput.Write(folder, point, key, parsed.GetValue(Join), new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero))}"));
        }
        else if (parsed.GetValue(SignKey) is not null) Console.WriteLine("No operating point was written: there is none without a passed gate.");
        return verdict.Outcome switch { GateOutcome.Pass => ExitCode.Clear, GateOutcome.Fail => ExitCode.Flag, _ => ExitCode.Review };
    }

    private static void Show(GateVerdict verdict, string folder)
    {
        Console.WriteLine(Printable.Clean($"{verdict.Gate.Name} version {verdict.Gate.Version}: {GateReport.Word(verdict.Outcome)}"));
        Console.WriteLine(Printable.Clean($"  {GateReport.Sentence(verdict)}"));
        foreach (var objection in verdict.Objections) Console.WriteLine(Printable.Clean($"  {GateReport.Word(objection.Outcome)}: {objection.Sentence}"));
        foreach (var line in GateReport.Lines(verdict)) Console.WriteLine(Printable.Clean("  " + line));
        Console.WriteLine(Printable.Clean($"Written: {Path.Combine(folder, GateReport.Name + ".html")}"));
    }
}
