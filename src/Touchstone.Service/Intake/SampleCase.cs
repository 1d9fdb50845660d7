using Microsoft.Extensions.Logging;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Consent;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Intake;

/// <summary>A case to look at before there are any: on a picture this program renders and changes itself, so that nobody's picture is used and its whole history is known.</summary>
public sealed partial class SampleCase(Receiver receiver, CaseNotes notes, ILogger<SampleCase> log)
{
    /// <summary>The tag that sets it apart.</summary>
    public const string Tag = "sample";

    private const int Width = 1536, Height = 1024, JpegQuality = 95;
    private const string Story =
        "This is a sample. The picture was rendered by this program and never seen by a camera; then an ellipse of the shore was copied within it, and the whole saved as JPEG at quality 95. "
        + "Compare that with the findings. Delete the sample whenever you like: an administrator selects it in the list of cases.";

    /// <summary>The same behind what a person goes on with: nobody waits for a sample, and no first account fails because of one.</summary>
    internal void Begin(string actor) => _ = Task.Run(async () =>
    {
        try
        {
            await OpenAsync(actor, CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogFailed(log, e);
        }
    });

    /// <summary>Makes the picture, takes it in as any other, and says on the case what it is.</summary>
    public async Task<Receipt> OpenAsync(string actor, CancellationToken cancel)
    {
        var picture = await Task.Run(() =>
        {
            var photo = new SimulatedCamera(1).Take(new RenderedScene(11), Width, Height, 1);
            return JpegWriter.Save(DemoSpecimens.CopyMove(photo).Image, JpegQuality, "Touchstone sample");
        }, cancel);
        using var content = new MemoryStream(picture);
        var receipt = await receiver.ReceiveAsync(content, new Arrival("Sample shore.jpg", actor, Rights: new Rights(RightsBasis.Own, "rendered by Touchstone")), cancel);
        await notes.AddTagAsync(receipt.Case, Tag, actor, cancel);
        await notes.WriteAsync(new NewNote(receipt.Case, Story, null, NoteStatus.Remark, Actors.System), cancel);
        return receipt;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sample case could not be opened")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
