using System.Text.Json.Nodes;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Backups;

/// <summary>A line about what is done to a whole service from outside it.</summary>
internal static class OutsideLine
{
    /// <summary>Writes it; false where the journal's key is not here. A backup must be possible without the key.</summary>
    internal static async Task<bool> WriteAsync(ServiceOptions options, string kind, JsonObject data, TimeProvider time, CancellationToken cancel)
    {
        // Opening would make another key.
        if (!File.Exists(options.JournalKeyFile)) return false;
        await using var service = OpenedService.Existing(options);
        using var key = JournalKey.Open(options.JournalKeyFile);
        using var journal = new JournalStore(service.Databases, key, new JournalHeadFile(JournalSetup.HeadFile(options)), time);
        try
        {
            await journal.WriteAsync((_, pen) => pen.Write(Actors.System, kind, null, data), cancel);
            return true;
        }
        catch (JournalException e) when (e.Code == Codes.JournalKey)
        {
            return false;
        }
    }
}
