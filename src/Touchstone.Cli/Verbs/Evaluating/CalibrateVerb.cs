using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Engine;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Media;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary><c>touchstone calibrate TRIALS --out FILE</c></summary>
internal static class CalibrateVerb
{
    private static readonly Argument<string> Trials = new("TRIALS") { Description = "The folder that 'touchstone evaluate' wrote, or a table of trials (trials.csv) alone." };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "Where the calibration goes (JSON). A summary goes beside it (.md).", Required = true };
    private static readonly Option<string> Split = new("--split") { HelpName = "NAME", Description = "The split to fit on.", DefaultValueFactory = _ => "fit" };
    private static readonly Option<string> Check = new("--check") { HelpName = "NAME", Description = "The split that says what the fit is worth, and on which thresholds are chosen.", DefaultValueFactory = _ => "calibrate" };
    private static readonly Option<CurveKind[]> Kinds = new("--curve") { HelpName = "SHAPE", Description = "Only these shapes: logistic, biGaussian, isotonic, or temperature for scores that are log odds. May be given more than once.", DefaultValueFactory = _ => [.. new FitTerms().Kinds] };
    private static readonly Option<double?> FalseFlags = new("--promise-fpr") { HelpName = "RATE", Description = "Choose thresholds so that at most this share of authentic material is flagged; with --promise-fnr." };
    private static readonly Option<double?> Misses = new("--promise-fnr") { HelpName = "RATE", Description = "And so that at most this share of manipulated material is cleared." };
    private static readonly Option<double> Risk = new("--risk") { HelpName = "SHARE", Description = "The risk that a promise does not hold.", DefaultValueFactory = _ => new RoutingTerms().Risk };
    private static readonly Option<ulong> Seed = new("--seed") { HelpName = "N", Description = "Seed of folds and draws.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Write the files and say nothing." };

    internal static Command Make()
    {
        var command = new Command("calibrate",
            """
            Fit what scores are worth: a likelihood ratio for each detector and a fusion for each question, from trials of known truth.

            What the data cannot carry is refused with its reason; the rest is fitted.
            Exit codes: 0 something was fitted, 1 nothing could be, 2 the command or the trials were not understood.
            """) { Trials, Output, Split, Check, Kinds, FalseFlags, Misses, Risk, Seed, Quiet };
        command.SetAction((parsed, cancel) => Guard.RunAsync(() => Task.FromResult(Run(parsed, cancel)), "Nothing was written."));
        return command;
    }

    private static string? Wrong(ParseResult parsed)
    {
        if (parsed.GetValue(FalseFlags) is null != parsed.GetValue(Misses) is null) return "A promise has two sides: give --promise-fpr and --promise-fnr.";
        double?[] shares = [parsed.GetValue(FalseFlags), parsed.GetValue(Misses), parsed.GetValue(Risk)];
        if (shares.Any(s => s is { } share && !(share is > 0 and < 1))) return "Rates and the risk lie between 0 and 1: 0.01 for one in a hundred.";
        return parsed.GetValue(Split) == parsed.GetValue(Check) ? "Nothing is checked on the split it is fitted to: --check must name another one." : null;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        if (Wrong(parsed) is { } wrong) return Guard.Refuse(wrong);
        var (trials, hash, record) = RunFile.Read(parsed.GetRequiredValue(Trials));
        var (split, check, quiet) = (parsed.GetRequiredValue(Split), parsed.GetRequiredValue(Check), parsed.GetValue(Quiet));
        if (!trials.Any(t => t.Split == split))
            return Guard.Refuse($"No trial is of the split '{split}'. There are {string.Join(", ", trials.Select(t => $"'{t.Split}'").Distinct().Order(StringComparer.Ordinal))}. Choose with --split, or divide the data first: touchstone data split. ({Codes.CalibrationUnanswered})");
        var source = new CalibrationSource(record?.DataHash ?? hash, hash, split, check, record?.EngineVersion ?? Examination.CurrentEngineVersion);
        var terms = new FitTerms { Kinds = parsed.GetRequiredValue(Kinds), Seed = parsed.GetValue(Seed) };
        var routing = parsed.GetValue(FalseFlags) is { } fpr && parsed.GetValue(Misses) is { } fnr
            ? new RoutingTerms { FalseFlagRate = fpr, MissRate = fnr, Risk = parsed.GetValue(Risk), Seed = parsed.GetValue(Seed) } : null;
        var document = CalibrationFit.Fit(source, trials, terms, routing, step => { if (!quiet) Console.Error.WriteLine($"… {Printable.Clean(step)}"); }, cancel);
        return Write(document, parsed.GetRequiredValue(Output), quiet);
    }

    private static int Write(CalibrationDocument document, string output, bool quiet)
    {
        var summary = Path.ChangeExtension(output, ".md");
        File.WriteAllBytes(output, CalibrationFile.Write(document));
        if (summary != output) File.WriteAllText(summary, CalibrationSummary.Markdown(document));
        if (!quiet)
        {
            Consoles.Output.Write(CalibrationView.Of(document));
            Console.WriteLine(Printable.Clean($"Written: {output} and {summary}. Content {document.Hash[..12]}."));
        }
        return document.Calibrators.Count > 0 ? ExitCode.Clear : ExitCode.Failed;
    }
}
