using System.CommandLine;
using Spectre.Console;
using Touchstone.Cli.Doctor;
using Touchstone.Cli.Rendering;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone doctor</c></summary>
internal static class DoctorVerb
{
    internal static Command Make()
    {
        var command = new Command("doctor", "Check the installation. Exit codes: 0 everything is there, 1 something is missing.");
        command.SetAction(async (_, cancel) => Show(await Installation.ExamineAsync(cancel)));
        return command;
    }

    private static int Show(IReadOnlyList<Check> checks)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        foreach (var wrap in (bool[])[false, false, true])
            table.AddColumn(new TableColumn("") { Padding = new Padding(0, 0, 2, 0), NoWrap = !wrap });
        foreach (var check in checks)
        {
            table.AddRow(new Text(check.Fine ? "ok" : "missing", check.Fine ? Style.Plain : Styles.Strong), new Text(check.Name), Detail(check));
        }
        Consoles.Output.Write(table);
        return checks.All(c => c.Fine) ? ExitCode.Clear : ExitCode.Failed;
    }

    private static Rows Detail(Check check)
    {
        var text = new Text(Printable.Clean(check.Detail), Styles.Quiet);
        return check.Fine || check.Advice.Length == 0 ? new Rows(text) : new Rows(text, new Text(check.Advice));
    }
}
