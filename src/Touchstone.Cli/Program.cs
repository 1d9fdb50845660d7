using System.CommandLine;
using System.Text;
using Touchstone.Cli;
using Touchstone.Cli.Rendering;
using Touchstone.Cli.Verbs;
using Touchstone.Cli.Verbs.Devices;
using Touchstone.Cli.Verbs.Evaluating;
using Touchstone.Cli.Verbs.Data;
using Touchstone.Cli.Verbs.Making;
using Touchstone.Cli.Verbs.Serving;
using Touchstone.Cli.Verbs.Viewing;

// Without a byte order mark, so that JSON on standard output stays JSON.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("Touchstone examines images, recordings and videos: what the evidence supports, how strongly, and who has to look next.")
{
    ExamineVerb.Make(),
    ProvenanceVerb.Make(),
    ViewVerb.Make(),
    CarveVerb.Make(),
    GeometryVerb.Make(),
    SignVerb.Make(),
    DetectorsVerb.Make(),
    DoctorVerb.Make(),
    EnrolDeviceVerb.Make(),
    SimilarVerb.Make(),
    ProfileVerb.Make(),
    DataVerb.Make(),
    CalibrateVerb.Make(),
    RatesVerb.Make(),
    DemoVerb.Make(),
    MakeVerb.Make(),
    EvaluateVerb.Make(),
    GateVerb.Make(),
    MeasureVerb.Make(),
    ServeVerb.Make(),
    ServeVerb.MakeWorker(),
    DbVerb.Make(),
    JournalVerb.Make(),
    PackageVerb.Make(),
    ReportVerb.Make(),
    WorkerChildVerb.Make(),
};

BlankText.RefuseIn(root);

return await LastResort.RunAsync(() => RunAsync(root.Parse(args)));

async Task<int> RunAsync(ParseResult parsed)
{
    if (parsed.Errors.Count > 0)
    {
        // A mistyped command also lacks the required one; a person should hear only what was mistyped.
        var said = parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command == root
            ? [$"There is no command '{parsed.UnmatchedTokens[0]}'. There are {string.Join(", ", root.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))}."]
            : parsed.Errors.Select(e => e.Message);
        foreach (var message in said) Console.Error.WriteLine(Printable.Clean(message));
        Console.Error.WriteLine($"Run 'touchstone {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help' to see what it takes.");
        return ExitCode.Usage;
    }
    var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
    if (parsed.CommandResult.Command.Name is "serve" or "worker") invocation.ProcessTerminationTimeout = ServeVerb.StopTime;
    return await parsed.InvokeAsync(invocation);
}
