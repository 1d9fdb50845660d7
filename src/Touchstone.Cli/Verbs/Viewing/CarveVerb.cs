using System.CommandLine;
using System.Globalization;
using Touchstone.Cli.Rendering;
using Touchstone.Media.Carving;
using Touchstone.Workbench.Carving;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Verbs.Viewing;

/// <summary><c>touchstone carve FILE --out DIR</c></summary>
internal static class CarveVerb
{
    private static readonly Argument<string> Input = new("FILE") { Description = "Any file: an image, a raw file, a video, or remains of no known format. It is never written to." };
    private static readonly Option<string?> Output = new("--out") { HelpName = "DIR", Description = "Write the pictures and carve.json into this folder, which must be new or empty." };

    internal static Command Make()
    {
        var command = new Command("carve",
            """
            Find every JPEG inside a file: thumbnails, previews of raw files, further pictures, what follows the end, remains in a blob of bytes.

            Each is checked by decoding it. Without --out they are only listed.
            Exit codes: 0 the file was searched, 2 the command was not understood or the folder cannot be written, 3 the file could not be read.
            """) { Input, Output };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (path, folder) = (parsed.GetRequiredValue(Input), parsed.GetValue(Output));
        try
        {
            if (folder is not null) CarveFolder.Check(folder);
            await using var pool = new ExaminationPool(new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory) }.WithBudget(1, null), TimeProvider.System);
            var examined = await pool.CarveAsync(path, cancel);
            if (examined.Carved is not { } carved) return Refuse(examined.Examination.Fault is { } fault ? $"{fault.Message} ({fault.Code})" : "The file could not be searched.", ExitCode.NotExamined);
            foreach (var picture in carved.Pictures) Console.WriteLine(Printable.Clean(Line(picture)));
            foreach (var note in carved.Notes) Console.Error.WriteLine(Printable.Clean(note));
            var inside = carved.Pictures.Count(p => !p.IsFile);
            if (folder is null) Console.WriteLine($"{Plural.Of(inside, "picture", "pictures")} inside the file. Write them with --out DIR.");
            else Tell(folder, inside, CarveFolder.Write(folder, path, examined).Count);
            return ExitCode.Clear;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message, ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return Refuse("Interrupted.", ExitCode.Interrupted);
        }
    }

    private static void Tell(string folder, int inside, int written) => Console.WriteLine(Printable.Clean(written == inside
        ? $"{Plural.Of(written, "picture", "pictures")} and {CarveFolder.RecordName} in {folder}."
        : string.Create(CultureInfo.InvariantCulture, $"{written} of {inside} pictures and {CarveFolder.RecordName} in {folder}; the others pass the bound of {CarveFolder.MaximumBytes:N0} bytes in all.")));

    private static string Line(CarvedPicture picture) => string.Create(CultureInfo.InvariantCulture,
        $"{(picture.Offset < 0 ? "as text" : $"0x{picture.Offset:x8}"),-12} {picture.Length,10:N0} bytes  {$"{picture.Width}×{picture.Height}",-12} {State(picture),-34} {picture.Place}");

    private static string State(CarvedPicture picture) => picture.IsFile ? $"the file itself, {Words(picture.State)}" : Words(picture.State);

    private static string Words(CarvedState state) => state switch
    {
        CarvedState.Whole => "whole",
        CarvedState.Damaged => "damaged",
        CarvedState.Cut => "cut short",
        CarvedState.OtherProcess => "not decoded (lossless or other)",
        _ => "not decoded (bound on pixels)",
    };

    private static int Refuse(string why, int code)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return code;
    }
}
