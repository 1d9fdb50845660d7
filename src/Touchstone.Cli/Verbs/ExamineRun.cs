using Touchstone.Cli.Rendering;
using Touchstone.Engine.Decisions;
using Touchstone.Engine.Inference;
using Touchstone.Evaluation.Calibrating;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Workbench;
using Touchstone.Workbench.Devices;
using Touchstone.Workbench.Profiles;
using Touchstone.Workbench.Signing;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Cli.Verbs;

/// <summary>One run of <c>examine</c>: walks the inputs, examines them under supervision, writes what was asked for.</summary>
internal sealed class ExamineRun(ExamineRequest request, Func<Stream> standardOutput)
{
    private readonly bool _jsonToOutput = request.Json == "-";

    internal async Task<int> RunAsync(CancellationToken cancel)
    {
        try
        {
            return await ExamineAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted. Nothing more was examined.");
            return ExitCode.Interrupted;
        }
        catch (PolicyException e)
        {
            return Refuse($"The policy {request.PolicyPath} is not valid: {e.Message}.");
        }
        catch (OperatingPointException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (CalibrationException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (DeviceException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (ProfileException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (SigningException e)
        {
            return Refuse($"{e.Message} ({e.Code})");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Faults of the material are findings; what arrives here is an output that cannot be written or a child that cannot be started.
            return Refuse(e.Message);
        }
    }

    private async Task<int> ExamineAsync(CancellationToken cancel)
    {
        var walk = InputWalk.Of(request.Paths);
        if (walk.HiddenSkipped > 0) Console.Error.WriteLine($"{Plural.Of(walk.HiddenSkipped, "hidden file or folder", "hidden files or folders")} passed over; name them to examine them.");
        if (walk.Files.Count == 0) return Refuse("There is no file in the given folders.");

        var point = Point();
        var options = new PoolOptions
        {
            Command = WorkerCommand.Beside(AppContext.BaseDirectory),
            Policy = request.PolicyPath is { } path ? await File.ReadAllBytesAsync(path, cancel) : PolicyFile.DefaultBytes,
            Questions = request.Questions,
            Credentials = request.Credentials,
            Devices = request.Devices.Terms(),
            Profiles = request.Profiles.Terms(),
            WithExhibits = request.Html is not null || request.Exhibits is not null,
            Calibration = point?.Calibration ?? (request.Calibration is { } file ? CalibrationFile.Read(await File.ReadAllBytesAsync(file, cancel)).ToCalibration() : Calibration.None),
            Mandate = point?.ToMandate() ?? Mandate.None,
        }.WithBudget(walk.Files.Count, request.Jobs);
        await using var pool = new ExaminationPool(options, TimeProvider.System);

        using var document = request.Json is null ? null : new JsonOutput(_jsonToOutput ? null : request.Json, standardOutput, request.Maps);
        var reports = request.Html is { } folder ? new ReportFolder(folder, PolicyFile.Parse(options.Policy)) : null;
        reports?.Make();
        var exhibits = Exhibits();
        var summary = request.View;
        var console = _jsonToOutput ? Consoles.Error : Consoles.Output;
        await ExamineProgress.ShowAsync(console, walk.Files.Count, request.Quiet || _jsonToOutput && !Consoles.ErrorIsTerminal, async progress =>
        {
            await foreach (var (file, examined) in ExaminationBatch.InOrderAsync(walk.Files, pool, options.Jobs, progress, cancel))
            {
                document?.Add(file.Path, examined.Examination);
                reports?.Add(file.Path, examined);
                exhibits?.Add(file.Path, examined, cancel);
                summary.Add(file.Path, examined.Examination);
                if (!request.Quiet && !_jsonToOutput) console.Write(summary.Of(file.Path, examined.Examination, console.Profile.Width));
            }
        });
        document?.Complete();
        reports?.Complete();
        if (!_jsonToOutput) console.Write(summary.View(reports?.Index, request.Json, Written(exhibits)));
        foreach (var shortcoming in exhibits?.Shortcomings ?? []) Console.Error.WriteLine(Printable.Clean(shortcoming));
        return summary.Exit;
    }

    /// <summary>The operating point, once its signature holds. What has lapsed in it is told per question by the decisions, not here.</summary>
    private OperatingPoint? Point()
    {
        if (request.Operating is not { } files) return null;
        using var key = OperatingKey.ReadPublic(File.ReadAllText(files.Key));
        return OperatingPointFile.Read(File.ReadAllBytes(files.Point), key, request.Credentials.Fixed(TimeProvider.System.GetUtcNow()).At!.Value);
    }

    private ExhibitFolder? Exhibits()
    {
        if (request.Exhibits is not { } folder) return null;
        var now = TimeProvider.System.GetUtcNow();
        var identity = request.Signing is { } files ? SigningIdentity.Load(files.Certificates, files.Key, now) : null;
        foreach (var warning in identity?.Warnings ?? []) Console.Error.WriteLine($"Warning: {Printable.Clean(warning)}");
        var exhibits = new ExhibitFolder(folder, identity, now);
        exhibits.Make();
        return exhibits;
    }

    private string? Written(ExhibitFolder? exhibits) => exhibits is null ? null
        : $"{request.Exhibits}, {Plural.Of(exhibits.Count, "picture", "pictures")}{(request.Signing is null ? ", unsigned: --sign-cert and --sign-key give them Content Credentials" : ", signed; no time-stamp was taken, for nothing is sent")}";

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return ExitCode.Usage;
    }
}
