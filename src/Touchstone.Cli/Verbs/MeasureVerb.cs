using System.CommandLine;
using Touchstone.Evaluation.Measures;
using Touchstone.Evaluation.Measures.Bench;
using Touchstone.Evaluation.Measures.Credentials;
using Touchstone.Evaluation.Measures.Evaluating;
using Touchstone.Evaluation.Measures.Structure;
using Touchstone.Service.Measures;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone measure NAME</c>: every target of an issue as a row, from any folder of data sets.</summary>
internal static class MeasureVerb
{
    private static readonly Dictionary<string, Func<MeasureRequest, CancellationToken, IAsyncEnumerable<Figure>>> Measures = new()
    {
        ["spine"] = SpineMeasure.TakeAsync,
        ["provenance"] = ProvenanceMeasure.TakeAsync,
        ["evaluation"] = EvaluationMeasure.TakeAsync,
        ["image"] = ImageMeasure.TakeAsync,
        ["structure"] = StructureMeasure.TakeAsync,
        ["service"] = ServiceMeasure.TakeAsync,
    };

    private static readonly Argument<string> Name = new("NAME") { Description = $"Which figures: {string.Join(", ", Measures.Keys)}." };
    private static readonly Option<string?> Data = new("--data") { HelpName = "DIR", Description = "Folder with data sets: each a folder with a manifest.csv." };
    private static readonly Option<bool> Long = new("--long") { Description = "Also the slow figures, in full." };
    private static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "Folder for tables of single results, where the figures have some; made where it is missing." };
    private static readonly Option<string?> Only = new("--only") { HelpName = "PART", Description = "Of the measure 'image': time, false-alarms, manipulations, origin, similar, repeat, peers, sensor or residual alone; 'manipulations:TEXT' for the conditions that hold the text, sensor:devices, sensor:cfa, residual:synthesis, residual:maps, residual:grids and residual:chains, this with :TEXT for its series. Of the measure 'service': http, jobs, jobs:kills, jobs:queue, jobs:workers, journal, replay." };

    internal static Command Make()
    {
        var command = new Command("measure", "Take the figures that say how well the system does. Exits 0 whatever falls short.") { Name, Data, Long, Out, Only };
        Name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }, ..] && !Measures.ContainsKey(name)) result.AddError($"There are no figures called '{name}'. Known are {string.Join(", ", Measures.Keys)}.");
        });
        Data.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var folder }] && !Directory.Exists(folder)) result.AddError($"There is no folder {folder}.");
        });
        command.SetAction((parsed, cancel) => RunAsync(parsed, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var scratch = Directory.CreateTempSubdirectory("touchstone-measure-");
        try
        {
            var request = new MeasureRequest(parsed.GetValue(Data), parsed.GetValue(Long), WorkerCommand.Beside(AppContext.BaseDirectory), scratch.FullName, step => Console.Error.WriteLine($"… {step}")) 
            {
                Out = parsed.GetValue(Out) is { } tables ? Directory.CreateDirectory(tables).FullName : null, Only = parsed.GetValue(Only) ?? "",
            };
            Console.WriteLine($"{"figure",-62}  {"value",9}  {"[low, high]",-16}  {"n",5}  {"target",-8}  verdict");
            await foreach (var figure in Measures[parsed.GetRequiredValue(Name)](request, cancel)) Console.WriteLine(figure);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
        return ExitCode.Clear;
    }
}
