using System.CommandLine;
using System.Text.Json;
using Touchstone.Cli.Rendering;
using Touchstone.Workbench;
using Touchstone.Workbench.Documents;
using Touchstone.Workbench.Likeness;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone similar PATH… --store DIR</c></summary>
internal static class SimilarVerb
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Pictures, or folders of them.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Store = new("--store") { HelpName = "DIR", Description = "Folder of the store.", Required = true };
    private static readonly Option<bool> Add = new("--add") { Description = "Add the pictures to the store instead of looking for them; it is made where there is none." };
    private static readonly Option<bool> Json = new("--json") { Description = "Write the answers as JSON on standard output." };
    private static readonly Option<int> Jobs = new("--jobs") { HelpName = "N", Description = "Pictures read side by side.", DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount) };

    internal static Command Make()
    {
        var command = new Command("similar",
            """
            Find pictures again: which pictures of a store are the same re-saved, resized, turned or mirrored, hold this one, or stand in it, with place and strength.

            A store keeps keypoints and a thumbnail of each picture, not the picture. A match says that two pictures share content, not which came first.
            Exit codes: 0 all were searched or added, 1 the store cannot be used, 2 the command was not understood, 3 a picture could not be read.
            """) { Paths, Store, Add, Json, Jobs };
        Paths.Validators.Add(ExamineVerb.CheckPaths);
        Jobs.Validators.Add(ExamineVerb.CheckJobs);
        command.SetAction(RunAsync);
        return command;
    }

    private sealed record Read(string Path, StoredPicture? Picture, string? Why);

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            var store = PictureStore.Open(parsed.GetRequiredValue(Store), parsed.GetValue(Add));
            if (store.WasCut) Console.Error.WriteLine("The last picture of the store had been cut off and was left out.");
            var files = InputWalk.Of(parsed.GetRequiredValue(Paths)).Files;
            await using var pool = new ExaminationPool(new PoolOptions { Command = WorkerCommand.Beside(AppContext.BaseDirectory) }.WithBudget(parsed.GetValue(Jobs), null), TimeProvider.System);
            var read = await Task.WhenAll(files.Select(f => ReadAsync(pool, f, cancel)));
            foreach (var refused in read.Where(r => r.Picture is null)) Console.Error.WriteLine(Printable.Clean($"{refused.Path}: {refused.Why}"));
            StoredPicture[] pictures = [.. read.Select(r => r.Picture).OfType<StoredPicture>()];
            if (parsed.GetValue(Add)) Console.WriteLine($"{store.Add(pictures)} added; the store holds {store.Pictures.Count}.");
            else Search(store, pictures, parsed.GetValue(Json), cancel);
            return read.All(r => r.Picture is not null) ? ExitCode.Clear : ExitCode.NotExamined;
        }
        catch (StoreException e)
        {
            return Refuse($"{e.Message} ({e.Code})", ExitCode.Failed);
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

    private static async Task<Read> ReadAsync(ExaminationPool pool, InputFile file, CancellationToken cancel)
    {
        if (file.Fault is { } fault) return new Read(file.Path, null, $"{fault.Message} ({fault.Code})");
        var examined = await pool.RecordAsync(file.Path, cancel);
        return examined is { Record: { } record, Examination.Specimen.Sha256: { } sha }
            ? new Read(file.Path, new StoredPicture(Path.GetFullPath(file.Path), sha.ToString()!, record), null)
            : new Read(file.Path, null, examined.Examination.Fault is { } why ? $"{why.Message} ({why.Code})" : "it could not be read.");
    }

    private static void Search(PictureStore store, StoredPicture[] pictures, bool json, CancellationToken cancel)
    {
        var index = store.Index();
        var answers = pictures.Select(p => (Picture: p, Found: index.Find(p.Record, cancel))).ToList();
        if (json)
        {
            var document = answers.Select(a => new { file = a.Picture.Name, sha256 = a.Picture.Sha256, searched = store.Pictures.Count, found = a.Found.Select(f => new { file = store.Pictures[f.Place].Name, sha256 = store.Pictures[f.Place].Sha256, match = f }) });
            Console.WriteLine(JsonSerializer.Serialize(document, ExaminationJson.Complete));
            return;
        }
        foreach (var (picture, found) in answers)
        {
            Console.WriteLine(Printable.Clean(found.Count == 0 ? $"{picture.Name}: none of {store.Pictures.Count} pictures is like it." : $"{picture.Name}: {found.Count} of {store.Pictures.Count} pictures"));
            foreach (var like in found)
            {
                Console.WriteLine(Printable.Clean(LikeText.Line(store.Pictures[like.Place].Name, like)));
                Console.WriteLine(Printable.Clean(LikeText.Place(like)));
            }
        }
    }

    private static int Refuse(string why, int code)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return code;
    }
}
