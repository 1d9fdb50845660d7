using System.Text.Json;
using Microsoft.Extensions.Logging;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Consent;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake.Watching;

/// <summary>Takes in what is put into a folder: each file once it no longer grows, never twice, and none is lost.</summary>
internal sealed partial class WatchedFolder(WatchTerms terms, Func<Stream, Arrival, CancellationToken, Task<Receipt>> receive, ILogger log)
{
    // What browsers, copying programs and people call a file that is not whole yet.
    private static readonly string[] Unfinished = [".part", ".partial", ".filepart", ".crdownload", ".tmp", ".swp"];

    private Dictionary<string, Seen> _before = [];

    /// <summary>One look: what has not changed since the look before is taken in.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var left in WatchedFile.Claimed(terms.Folder))
            {
                left.ClaimRights();
                await TakeAsync(left, cancel);
            }
            var now = Candidates();
            foreach (var (name, seen) in now.OrderBy(c => c.Key, StringComparer.Ordinal))
                if (_before.TryGetValue(name, out var before) && before == seen) await TakeAsync(WatchedFile.Claim(terms.Folder, name), cancel);
            _before = now;
        }
        catch (QueueFullException)
        {
            // What was claimed waits where it is; the next look goes on with it.
        }
    }

    private Dictionary<string, Seen> Candidates() => new DirectoryInfo(terms.Folder).EnumerateFiles()
        // A link could lead to what the service may read and the person who put it there may not.
        .Where(f => f.LinkTarget is null && !f.Name.StartsWith('.') && !f.Name.EndsWith(WatchedFile.RightsEnding, StringComparison.OrdinalIgnoreCase) && !Unfinished.Contains(f.Extension, StringComparer.OrdinalIgnoreCase))
        .ToDictionary(f => f.Name, f => new Seen(Form.Of(f), Form.Of(new FileInfo(f.FullName + WatchedFile.RightsEnding))));

    private async Task TakeAsync(WatchedFile file, CancellationToken cancel)
    {
        try
        {
            var form = Form.Of(new FileInfo(file.Place));
            await using (var content = new FileStream(file.Place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
                // The id of the claim makes taking it again after a stop harmless.
                await receive(content, new Arrival(file.Name, Actors.System, $"watch {file.Id}", RightsOf(file)), cancel);
            if (form == Form.Of(new FileInfo(file.Place))) file.MoveToDone();
            else file.Release();
        }
        catch (Exception e) when (e is IntakeException or ServiceException or JsonException)
        {
            var code = e switch { IntakeException intake => intake.Code, ServiceException service => service.Code, _ => Codes.ServiceInvalid };
            file.MoveToRefused($"{(e is JsonException ? $"{file.Name}{WatchedFile.RightsEnding} is no record of rights: {e.Message}" : e.Message)} ({code})");
            LogRefused(log, file.Id, code);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk, a store or the rights of the file: it stays claimed, and the next look tries it again; the others do not wait for it.
            LogLeft(log, e, file.Id);
        }
    }

    private Rights RightsOf(WatchedFile file)
    {
        var rights = File.Exists(file.RightsPlace) ? JsonSerializer.Deserialize<Rights>(File.ReadAllBytes(file.RightsPlace), Rights.Json) ?? throw new JsonException("it is null.") : terms.Rights;
        return rights.Source.Length > 0 ? rights : rights with { Source = "watched folder" };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watched file {Id} was refused: {Code}")]
    private static partial void LogRefused(ILogger logger, Guid id, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Watched file {Id} could not be taken in and is tried again")]
    private static partial void LogLeft(ILogger logger, Exception exception, Guid id);

    private readonly record struct Seen(Form File, Form Rights);

    private readonly record struct Form(long Length, DateTime WrittenAt)
    {
        internal static Form Of(FileInfo file) => file.Exists ? new Form(file.Length, file.LastWriteTimeUtc) : default;
    }
}
