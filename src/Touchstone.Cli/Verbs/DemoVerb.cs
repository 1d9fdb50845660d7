using System.CommandLine;
using Touchstone.Evaluation.Manipulations;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone demo</c>: makes specimens whose history is known, and examines them.</summary>
internal static class DemoVerb
{
    private static readonly Option<string> Folder = new("--dir")
    {
        HelpName = "DIR",
        Description = "Where the specimens, the report and the document go.",
        DefaultValueFactory = _ => "demo",
    };

    internal static Command Make()
    {
        var command = new Command("demo", "Make specimens whose whole history is known (rendered pictures, a synthetic voice, a cut video) and examine them.") { Folder };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(Folder), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string folder, CancellationToken cancel)
    {
        Console.Error.WriteLine($"Making specimens in {folder} …");
        IReadOnlyList<DemoSpecimen> made;
        try
        {
            made = await DemoSpecimens.MakeAsync(folder, TimeProvider.System.GetUtcNow(), cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The specimens could not be written: {e.Message} Choose another folder with --dir.");
            return ExitCode.Usage;
        }
        if (!made.Any(m => m.Path.EndsWith(".mp4", StringComparison.Ordinal)))
            Console.Error.WriteLine("No videos were made: ffmpeg is missing. Run: sudo apt-get install -y ffmpeg");

        var report = Path.Combine(folder, "report");
        var document = Path.Combine(folder, "findings.json");
        var request = new ExamineRequest([.. made.Select(m => m.Path)], document, report, [], null, null, Maps: false, Quiet: false);
        var exit = await new ExamineRun(request, Console.OpenStandardOutput).RunAsync(cancel);

        Console.WriteLine();
        Console.WriteLine("What was done to each specimen, to compare with the findings above:");
        foreach (var specimen in made) Console.WriteLine($"  {Path.GetFileName(specimen.Path),-20} {specimen.Story}");
        Console.WriteLine();
        Console.WriteLine($"Report:   {Path.Combine(report, "index.html")}");
        Console.WriteLine($"Document: {document}");
        // The demonstration succeeds when every specimen was examined, whatever was decided about it.
        return exit is ExitCode.Review or ExitCode.Flag ? ExitCode.Clear : exit;
    }
}
