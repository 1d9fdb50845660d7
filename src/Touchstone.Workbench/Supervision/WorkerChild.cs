using System.Runtime.InteropServices;
using System.Text.Json;
using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Carving;
using Touchstone.Workbench.Devices;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Likeness;
using Touchstone.Workbench.Views;

namespace Touchstone.Workbench.Supervision;

/// <summary>The examining side of the supervision: answers requests until its input ends.</summary>
public static class WorkerChild
{
    // A request is a path, a policy and limits; a policy file has a few kilobytes.
    private const int MaximumRequestBytes = 16 << 20;

    // Working set above which memory is given back before the answer, so that the parent sees what is really kept.
    private const long TrimAboveBytes = 512L << 20;

    /// <summary>Serves on the standard streams of this process.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> ServeStandardStreamsAsync()
    {
        // Ctrl-C reaches the whole group of the terminal; the parent decides what it means.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        await using var input = Console.OpenStandardInput();
        await using var output = AnswerStream.Claim();
        return await ServeAsync(input, output, TimeProvider.System).ConfigureAwait(false);
    }

    internal static async Task<int> ServeAsync(Stream input, Stream output, TimeProvider time)
    {
        // The input ends when the parent ends, however it ends. The next frame is awaited while one is worked on, so that the end is seen at once.
        var next = Frame.ReadFromAsync(input, MaximumRequestBytes, CancellationToken.None);
        while (await next.ConfigureAwait(false) is { Kind: FrameKind.Request } frame)
        {
            next = Frame.ReadFromAsync(input, MaximumRequestBytes, CancellationToken.None);
            using var orphaned = new CancellationTokenSource();
            var work = Task.Run(() => AnswerAsync(frame, output, time, orphaned.Token));
            if (await Task.WhenAny(work, next).ConfigureAwait(false) == next && await next.ConfigureAwait(false) is null)
            {
                await orphaned.CancelAsync().ConfigureAwait(false);
                await Task.WhenAny(work, Task.Delay(1000)).ConfigureAwait(false);
                return 0;
            }
            if (!await work.ConfigureAwait(false)) return 1;
        }
        return 0;
    }

    /// <summary>False when this process should not be used again.</summary>
    private static async Task<bool> AnswerAsync(Frame frame, Stream output, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            var request = frame.Read<WorkerRequest>();
            var examined = await ExamineAsync(request, output, time, cancel).ConfigureAwait(false);
            Trim();
            await Frame.Of(FrameKind.Done, examined).WriteToAsync(output, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (IsOutOfMemory(e))
        {
            GC.Collect();
            var fault = Fault.Damaged(Codes.WorkerMemory, "The examination needed more memory than it may use and was stopped. Examine a smaller copy.");
            await Frame.Of(FrameKind.Fault, fault).WriteToAsync(output, CancellationToken.None).ConfigureAwait(false);
            return false;
        }
        catch (Exception e) when (e is JsonException or PolicyException or DeviceException or IOException or OperationCanceledException)
        {
            // The parent is gone or is another version: there is nobody to tell.
            return false;
        }
    }

    private static async Task<Examined> ExamineAsync(WorkerRequest request, Stream output, TimeProvider time, CancellationToken cancel)
    {
        var policy = PolicyFile.Parse(request.Policy);
        if (request.Carve) return Carve(request, policy, cancel);
        if (!Intake.TryOpen(request.Path, request.Limits, out var specimen, out var fault, cancel))
        {
            var unknown = new SpecimenFacts(Path.GetFileName(request.Path), null, 0, MediaFormat.Unknown, MediaKind.Unknown, new Dictionary<string, string>(), []);
            return new Examined(Examination.Unexaminable(unknown, policy, fault), []);
        }
        using (specimen)
        {
            await Frame.Of(FrameKind.Opened, Examination.FactsAtIntake(specimen)).WriteToAsync(output, cancel).ConfigureAwait(false);
            var facts = new ExaminationTerms(policy, request.Credentials.Circumstances(request.Path)) { Detectors = [ViewTerms.NoDetector] };
            if (request.Record)
            {
                var (record, why) = RecordMaker.Of(specimen, cancel);
                var bare = Examination.Of(specimen, facts, time, cancel);
                return new Examined(why is null || bare.Fault is not null ? bare : bare with { Fault = why }, []) { Record = record };
            }
            if (request.Views is { } views)
            {
                return new Examined(Examination.Of(specimen, facts, time, cancel), []) { Views = ViewMaker.Of(specimen, views, cancel) };
            }
            var terms = new ExaminationTerms(policy, request.Profiles.Join(request.Devices.Join(request.Credentials.Circumstances(request.Path))))
            {
                Questions = request.Questions, Detectors = request.Detectors, Calibration = request.Calibration, Mandate = request.Mandate, Threads = request.Threads,
                Progress = Teller(output, cancel),
            };
            var examination = Examination.Of(specimen, terms, time, cancel);
            return new Examined(examination, request.WithExhibits ? MakeExhibits(specimen, examination, cancel) : []);
        }
    }

    // Detectors end side by side, and a frame must not be cut by another.
    private static Action<ExaminationProgress> Teller(Stream output, CancellationToken cancel)
    {
        var one = new Lock();
        return step =>
        {
            try
            {
                lock (one) Frame.Of(FrameKind.Progress, step).WriteToAsync(output, cancel).GetAwaiter().GetResult();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The parent is gone, which the reading side sees; there is nobody to tell.
            }
        };
    }

    private static Examined Carve(WorkerRequest request, Policy policy, CancellationToken cancel)
    {
        var (carved, fault) = CarveMaker.Of(request.Path, request.Limits, cancel);
        // No finding is made of it; the parent adds hash and size.
        var none = fault ?? Fault.Absent(Codes.ViewNotPresent, "The file was searched for pictures, not examined.");
        return new Examined(Examination.Unexaminable(CarveMaker.Facts(request.Path), policy, none), []) { Carved = carved };
    }

    private static IReadOnlyList<Exhibit> MakeExhibits(Specimen specimen, Examination examination, CancellationToken cancel)
    {
        var credentials = examination.Findings.Select(f => f.Credentials).OfType<ProvenanceReport>().FirstOrDefault();
        return [.. Guarded(() => ExhibitMaker.Of(specimen, cancel)), .. Guarded(() => credentials is null ? [] : StoredPictures.Of(credentials, cancel))];
    }

    // A picture for the report that cannot be drawn costs the picture, never the findings.
    private static IReadOnlyList<Exhibit> Guarded(Func<IReadOnlyList<Exhibit>> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is not OperationCanceledException && !IsOutOfMemory(e))
        {
            return [];
        }
    }

    private static bool IsOutOfMemory(Exception e) =>
        e is OutOfMemoryException || e is AggregateException many && many.Flatten().InnerExceptions.Any(IsOutOfMemory) || e is TypeInitializationException { InnerException: { } inner } && IsOutOfMemory(inner);

    private static void Trim()
    {
        if (Environment.WorkingSet > TrimAboveBytes) GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
