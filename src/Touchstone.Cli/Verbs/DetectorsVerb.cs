using System.CommandLine;
using Spectre.Console;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Detectors;
using Touchstone.Workbench.Reports;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone detectors [ID]</c></summary>
internal static class DetectorsVerb
{
    private static readonly Argument<string?> Id = new("ID") { Description = "Show the whole method card of this detector.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Write = new("--write") { HelpName = "DIR", Description = "Write a page per detector and an index into this folder instead." };

    internal static Command Make()
    {
        var command = new Command("detectors", "List the detectors: what each reads, which question it answers, and of what media.") { Id, Write };
        command.SetAction(parsed => parsed.GetValue(Write) is { } folder ? WritePages(folder) : Show(parsed.GetValue(Id)));
        return command;
    }

    private static int WritePages(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in MethodPages.All()) File.WriteAllText(Path.Combine(folder, name), text);
            return ExitCode.Clear;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The pages could not be written: {Printable.Clean(e.Message)}");
            return ExitCode.Usage;
        }
    }

    private static int Show(string? id)
    {
        if (id is null)
        {
            Consoles.Output.Write(CardView.List(DetectorCatalog.All));
            return ExitCode.Clear;
        }
        if (DetectorCatalog.All.FirstOrDefault(d => string.Equals(d.Id, id, StringComparison.OrdinalIgnoreCase)) is not { } detector)
        {
            Console.Error.WriteLine($"There is no detector '{Printable.Clean(id)}'. Known are {string.Join(", ", DetectorCatalog.All.Select(d => d.Id))}.");
            return ExitCode.Usage;
        }
        Consoles.Output.Write(CardView.Whole(detector));
        return ExitCode.Clear;
    }
}
