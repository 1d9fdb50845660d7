using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.Rates;
using Touchstone.Evaluation.Runs;
using Touchstone.Media;
using Touchstone.Workbench.Rates;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary><c>touchstone rates RUN… --out FILE</c></summary>
internal static class RatesVerb
{
    private static readonly Argument<string[]> Runs = new("RUN") { Description = "Folders that 'touchstone evaluate' wrote.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "Where the table goes (JSON). Its card (card.md) and its manifest (manifest.json) go beside it.", Required = true };
    private static readonly Option<string> Material = new("--material") { HelpName = "TEXT", Description = "What the material is, in a phrase, for people.", DefaultValueFactory = _ => "the data sets named below" };

    internal static Command Make()
    {
        var command = new Command("rates",
            """
            Count how often each method errs, class of material by class of material, from runs over material of known truth: the table that reports are matched to.

            Exit codes: 0 written, 2 the command or the runs are not right.
            """) { Runs, Output, Material };
        command.SetAction((parsed, _) => Guard.RunAsync(() => Task.FromResult(Run(parsed)), "Nothing was written."));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        try
        {
            return Write(RateTable.Of([.. parsed.GetRequiredValue(Runs).Select(Read)], parsed.GetRequiredValue(Material)), Path.GetFullPath(parsed.GetRequiredValue(Output)));
        }
        catch (ErrorRateException e)
        {
            return Guard.Refuse($"{e.Message} ({e.Code})");
        }
    }

    private static RateRun Read(string folder)
    {
        var (trials, hash, record) = RunFile.Read(folder);
        return new RateRun(trials, hash, record ?? throw new ErrorRateException(Codes.RatesUncounted, $"{folder} is no folder of a run: there is no {RunFile.RecordName} beside the trials."));
    }

    private static int Write(ErrorRates rates, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var (id, bytes) = (Path.GetFileName(folder), ErrorRateFile.Write(rates));
        File.WriteAllBytes(path, bytes);
        File.WriteAllText(Path.Combine(folder, "card.md"), RateCard.Markdown(id, rates));
        File.WriteAllText(Path.Combine(folder, "manifest.json"), RateCard.Manifest(id, Path.GetFileName(path), bytes, rates));
        var told = rates.Cells.Sum(c => c.Manipulated.Values.Append(c.Authentic).Count(n => n.Told));
        Console.WriteLine(Printable.Clean($"Written: {path}, {Plural.Of(rates.Cells.Count, "cell", "cells")}, {Plural.Of(told, "rate", "rates")} told; {Plural.Of(rates.Sources.Sum(s => s.Files), "file", "files")} of {Plural.Of(rates.Sources.Count, "run", "runs")}."));
        return ExitCode.Clear;
    }
}
