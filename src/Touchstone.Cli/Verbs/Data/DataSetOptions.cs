using System.CommandLine;
using System.Globalization;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Media;

namespace Touchstone.Cli.Verbs.Data;

/// <summary>How a manifest is named and read, as arguments of a command; every verb that reads a data set takes the same.</summary>
internal sealed class DataSetOptions
{
    private readonly Argument<string> _manifest = new("MANIFEST") { Description = "A manifest, .csv or .parquet, or a folder that holds manifest.csv." };
    private readonly Option<string> _label = new("--label") { HelpName = "LABEL", Description = "Label of rows that have none: real for photographs as taken.", DefaultValueFactory = _ => "" };
    private readonly Option<string[]> _questions = new("--question") { HelpName = "QUESTION", Description = $"Question that manipulated rows answer where the manifest does not tell; may be given more than once. One of {string.Join(", ", Enum.GetNames<Question>())}.", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _root = new("--root") { HelpName = "DIR", Description = "Folder that the paths are relative to; the manifest's own unless said." };
    private readonly Option<int> _jobs = new("--jobs") { HelpName = "N", Description = "Files read side by side.", DefaultValueFactory = _ => Environment.ProcessorCount };

    internal DataSetOptions()
    {
        _label.Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: var value }] && LabelVocabulary.Read(value) is null) r.AddError($"The label '{value}' is not known.");
        });
        _questions.Validators.Add(r =>
        {
            foreach (var token in r.Tokens)
                if (QuestionVocabulary.Parse(token.Value) is not { Count: > 0 }) r.AddError($"There is no question '{token.Value}'. There are {string.Join(", ", Enum.GetNames<Question>())}.");
        });
        _jobs.Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: var value }] && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs >= 1)) r.AddError("--jobs takes a number from 1.");
        });
    }

    internal void AddTo(Command command)
    {
        command.Arguments.Add(_manifest);
        foreach (Option option in new Option[] { _label, _questions, _root, _jobs }) command.Options.Add(option);
    }

    internal int Jobs(ParseResult parsed) => parsed.GetValue(_jobs);

    /// <summary>The data set with what is wrong with its manifest; null after saying why where there is none that can be read.</summary>
    internal DataSetReading? Read(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetRequiredValue(_manifest);
        if (Directory.Exists(path)) path = Path.Combine(path, "manifest.csv");
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"There is no manifest {Printable.Clean(path)}. ({Codes.IntakeNotFound})");
            return null;
        }
        var reading = DataSetReader.Read(path, new ReadingTerms
        {
            DefaultLabel = parsed.GetValue(_label) ?? "",
            DefaultQuestions = [.. (parsed.GetValue(_questions) ?? []).SelectMany(q => QuestionVocabulary.Parse(q) ?? [])],
            Folder = parsed.GetValue(_root),
        }, cancel);
        if (reading.Issues.FirstOrDefault(i => i.Code == Codes.DataManifestUnreadable) is not { } unreadable) return reading;
        Console.Error.WriteLine(Printable.Clean($"{path}: {unreadable.Message} ({unreadable.Code})"));
        return null;
    }
}
