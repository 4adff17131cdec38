-- A model writes what was said in a conversation once somebody of the team has closed it.
select jobs.create_queue('conversation.summarize_closed', '{"policy": "standard", "notify": true, "retryLimit": 2, "retryDelay": 30, "retryBackoff": true, "expireInSeconds": 600}');
