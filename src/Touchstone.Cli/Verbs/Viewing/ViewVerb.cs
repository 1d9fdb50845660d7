using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Engine.Views;
using Touchstone.Media;
using Touchstone.Workbench;
using Touchstone.Workbench.Supervision;
using Touchstone.Workbench.Views;

namespace Touchstone.Cli.Verbs.Viewing;

/// <summary><c>touchstone view FILE</c></summary>
internal static class ViewVerb
{
    internal static Command Make()
    {
        var command = new Command("view",
            """
            Look at a file: pictures of its pixels, noise, frequencies and blocks with their scale, its structure and its bytes.

            A view is a viewer only, never a score, and counts in no decision.
            Exit codes: 0 all that was asked for was made, 2 the command was not understood, 3 the file, a view that was named, or every view could not be made.
            """);
        ViewOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (ViewOptions.WantsList(parsed)) return List();
        try
        {
            var (file, folder, terms) = ViewOptions.Read(parsed);
            if (folder is not null) ViewFolder.Check(folder);
            await using var pool = new ExaminationPool(new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory) }.WithBudget(1, null), TimeProvider.System);
            var examined = await pool.ViewAsync(file, terms, cancel);
            if (examined.Examination.Fault is { } fault) return Refuse(fault);
            var answer = examined.Views ?? new ViewAnswer([], [], null);
            foreach (var line in answer.Lines) Console.WriteLine(Printable.Clean(line));
            if (answer.TextFault is { } missing) Refuse(missing);
            var made = folder is null || Write(folder, examined, terms);
            return made && answer.TextFault is null && (!ViewOptions.NamesViews(parsed) || answer.Pictures.All(p => p.Fault is null)) ? ExitCode.Clear : ExitCode.NotExamined;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Clean(e.Message));
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Whether there is a picture.</summary>
    private static bool Write(string folder, Examined examined, ViewTerms terms)
    {
        var written = ViewFolder.Write(folder, examined, terms);
        foreach (var drawn in examined.Views!.Pictures)
            Console.WriteLine(Printable.Clean(drawn.Fault is { } fault ? $"{drawn.Name,-28} not made ({fault.Code}): {fault.Message}" : $"{drawn.Name,-28} {drawn.Title}{Scale(drawn)}"));
        Console.WriteLine(Printable.Clean($"{Plural.Of(written.Count, "picture", "pictures")} and {ViewFolder.ListName} in {folder}. They are views, never scores."));
        return written.Count > 0;
    }

    private static string Scale(DrawnView drawn) => drawn is { Low: { } low, High: { } high } ? FormattableString.Invariant($", {low:0.##} to {high:0.##} {drawn.Unit}") : "";

    private static int Refuse(Fault fault)
    {
        Console.Error.WriteLine(Printable.Clean($"{fault.Message} ({fault.Code})"));
        return ExitCode.NotExamined;
    }

    private static int List()
    {
        foreach (var view in ViewCatalog.All)
        {
            Console.WriteLine($"{view.Id,-20} {view.Title}");
            Console.WriteLine($"{"",-20} look for: {view.LookFor}");
            Console.WriteLine($"{"",-20} ignore: {view.Ignore}");
        }
        return ExitCode.Clear;
    }
}
