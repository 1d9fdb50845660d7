using Spectre.Console;

namespace Touchstone.Cli.Rendering;

/// <summary>Where people read: standard output for results, the error stream for progress when results are piped.</summary>
internal static class Consoles
{
    // Wide enough for one line a row in most tools that read a pipe; a terminal gives its own width.
    private const int PipedWidth = 120;

    internal static bool OutputIsTerminal => !Console.IsOutputRedirected;

    internal static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    internal static IAnsiConsole Output { get; } = Make(Console.Out, OutputIsTerminal);

    internal static IAnsiConsole Error { get; } = Make(Console.Error, ErrorIsTerminal);

    private static IAnsiConsole Make(TextWriter writer, bool terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal) console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns >= 40 ? columns : PipedWidth;
        return console;
    }
}
