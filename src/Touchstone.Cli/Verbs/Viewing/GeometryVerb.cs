using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
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

            Exit codes: 0 answered, 2 the command was not understood or the overlay cannot be written, 3 the file could not be read or is no drawing.
            """) { Input, Output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(Input), parsed.GetValue(Output)));
        return command;
    }

    private static int Run(string input, string? output)
    {
        GeometryDrawing drawing;
        GeometryAnswer answer;
        try
        {
            drawing = GeometryDrawing.Parse(BoundedFile.Read(input, GeometryDrawing.MaximumBytes));
            answer = GeometryAnswer.Of(drawing);
        }
        catch (GeometryException e)
        {
            return Refuse($"{e.Message} ({e.Code})", ExitCode.NotExamined);
        }
        catch (IOException e)
        {
            return Refuse(e.Message, ExitCode.NotExamined);
        }
        catch (UnauthorizedAccessException)
        {
            return Refuse($"The file {input} may not be read. Check its permissions. ({Codes.IntakeUnreadable})", ExitCode.NotExamined);
        }
        try
        {
            foreach (var line in answer.Lines) Console.WriteLine(Printable.Clean(line));
            if (output is not null) File.WriteAllText(output, GeometryOverlay.Of(drawing, answer));
            return ExitCode.Clear;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse($"The overlay cannot be written: {e.Message} ({Codes.FileUnusable})", ExitCode.Usage);
        }
    }

    private static int Refuse(string why, int code)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return code;
    }
}
