using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Workbench.Geometry;

namespace Touchstone.Cli.Verbs.Viewing;

/// <summary><c>touchstone geometry FILE</c></summary>
internal static class GeometryVerb
{
    private static readonly Argument<string> Input = new("FILE") { Description = "A drawing (JSON): parallels, reflections, shadows and outlines marked in a picture. See docs/geometry.md." };
    private static readonly Option<string?> Output = new("--out") { HelpName = "FILE.svg", Description = "Write the drawing with the points found into this file." };

    internal static Command Make()
    {
        var command = new Command("geometry",
            """
            Hold lines marked by a person to the geometry of one scene: do parallels meet, can one light cast all shadows, are objects lit alike.

            Exit codes: 0 answered, 1 the drawing cannot be used, 2 the command was not understood or a file cannot be read or written.
            """) { Input, Output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Input), parsed.GetValue(Output)));
        return command;
    }

    private static int Run(string input, string? output)
    {
        try
        {
            if (new FileInfo(input) is { Exists: true, Length: > GeometryDrawing.MaximumBytes }) throw new GeometryException($"A drawing has at most {GeometryDrawing.MaximumBytes:N0} bytes.");
            var drawing = GeometryDrawing.Parse(File.ReadAllBytes(input));
            var answer = GeometryAnswer.Of(drawing);
            foreach (var line in answer.Lines) Console.WriteLine(Printable.Clean(line));
            if (output is not null) File.WriteAllText(output, GeometryOverlay.Of(drawing, answer));
            return ExitCode.Clear;
        }
        catch (GeometryException e)
        {
            Console.Error.WriteLine(Printable.Clean($"{e.Message} ({e.Code})"));
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Printable.Clean(e.Message));
            return ExitCode.Usage;
        }
    }
}
